import { CheckList } from '#app/components/check-list.tsx';
import { CopyField } from '#app/components/copy-field.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { KeyFigures } from '#app/components/key-figures.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Section } from '#app/components/section.tsx';
import { StepsList } from '#app/components/steps-list.tsx';
import { ProgrammeFrame } from '#app/features/programmes/programme-frame.tsx';
import { ClaimActs } from './claim-acts.tsx';
import { ClaimParts } from './claim-parts-form.tsx';
import { ClaimLife } from './claim-life.tsx';
import type { ClaimPageView } from './claim-page-view.ts';
import type { FormHelperView } from './form-helper-view.ts';

/** A claim: how it stands, what to do now, what it comes to, and what it is made of. */
export function ClaimPage({ page }: { page: ClaimPageView }) {
  const { frame, heading, parts, notices, life, figures, steps, size, acts, checks, lines, helper } = page;
  return (
    <div className="page-width stack-wide">
      <ProgrammeFrame frame={frame} />
      <PageHeading heading={heading} />
      {parts !== undefined && <ClaimParts parts={parts} />}
      {notices.map((notice) => <Notice key={`${notice.heading} ${notice.text}`} notice={notice} />)}
      <ClaimLife life={life} />
      {acts !== undefined && <ClaimActs acts={acts} />}
      {checks !== undefined && <Section section={{ id: 'checks', heading: checks.heading }}><CheckList list={checks.list} /></Section>}
      <div className="stack">
        <KeyFigures figures={figures} />
        <StepsList steps={steps} />
        {size !== undefined && <p className="ds-paragraph subtle">{size}</p>}
      </div>
      {helper !== undefined && <FormHelper helper={helper} />}
      <Section section={{ id: 'claim-lines', heading: lines.heading, lead: lines.lead }}><DataTable table={lines.table} /></Section>
    </div>
  );
}

function FormHelper({ helper: { id, heading, lead, fields } }: { helper: FormHelperView }) {
  return (
    <Section section={{ id, heading, lead, isCard: true }}>
      <div className="form-fields form-helper">{fields.map((field) => <CopyField key={field.id} copy={field} />)}</div>
    </Section>
  );
}
