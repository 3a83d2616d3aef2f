import { CheckList } from '#app/components/check-list.tsx';
import { CheckboxField } from '#app/components/checkbox-field.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { HiddenFields } from '#app/components/hidden-fields.tsx';
import { KeyFigures } from '#app/components/key-figures.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Section } from '#app/components/section.tsx';
import { StepsList } from '#app/components/steps-list.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { ProgrammeFrame } from '#app/features/programmes/programme-frame.tsx';
import { SendingStatus } from '#app/features/progress/sending-status.tsx';
import { AttestLine } from './attest-line.tsx';
import { AttestProgress } from './attest-progress.tsx';
import type { AttestFormView, AttestPageView } from './attest-page-view.ts';

/** A claim line by line with its vouchers beside it, and below it the decision. One form: no tick is lost, whatever is pressed. */
export function AttestPage({ page }: { page: AttestPageView }) {
  const { frame, heading, notices, figures, steps, checks, lines, progress, form } = page;
  const isUnsaved = form?.approve?.errors !== undefined || form?.giveBack?.errors !== undefined;
  return (
    <div className="page-width stack-wide">
      <ProgrammeFrame frame={frame} />
      <PageHeading heading={heading} />
      {notices.map((notice) => <Notice key={`${notice.heading} ${notice.text}`} notice={notice} />)}
      <div className="stack">
        <KeyFigures figures={figures} />
        <StepsList steps={steps} />
      </div>
      <Section section={{ id: 'checks', heading: checks.heading }}><CheckList list={checks.list} /></Section>
      <form method="post" action={form?.action} className="stack-wide attest-form" data-unsaved={isUnsaved || undefined} noValidate>
        <HiddenFields fields={form?.hidden} />
        <Section section={{ id: 'attest-lines', heading: lines.heading, lead: lines.lead }}>
          <div className="stack-wide">{lines.items.map((line) => <AttestLine key={line.id} line={line} hasCheck={form !== undefined} />)}</div>
        </Section>
        {form !== undefined && <AttestProgress progress={progress} />}
        {form?.approve !== undefined && <Approve approve={form.approve} sending={form.sending} />}
        {form?.giveBack !== undefined && <GiveBack giveBack={form.giveBack} />}
      </form>
    </div>
  );
}

interface ApproveProps extends Pick<AttestFormView, 'sending'> {
  readonly approve: NonNullable<AttestFormView['approve']>;
}

function Approve({ approve: { heading, lead, external, confirm, errors, submit }, sending }: ApproveProps) {
  return (
    <Section section={{ id: 'approve', heading, lead, isCard: true }}>
      {external !== undefined && <TextField field={external} />}
      {confirm !== undefined && <CheckboxField field={confirm} />}
      {errors !== undefined && <ErrorSummary id="approve-errors" errors={errors} />}
      <SendingStatus sending={sending} isAlwaysLong />
      <div className="button-row">
        <button type="submit" name="intent" value="approve" className="ds-button" data-variant="primary" data-color="accent">{submit}</button>
      </div>
    </Section>
  );
}

function GiveBack({ giveBack: { heading, lead, reason, errors, submit } }: { giveBack: NonNullable<AttestFormView['giveBack']> }) {
  return (
    <Section section={{ id: 'give-back', heading, lead, isCard: true }}>
      <TextArea field={reason} />
      {errors !== undefined && <ErrorSummary id="return-errors" errors={errors} />}
      <div className="button-row">
        <button type="submit" name="intent" value="return" className="ds-button" data-variant="secondary" data-color="accent">{submit}</button>
      </div>
    </Section>
  );
}
