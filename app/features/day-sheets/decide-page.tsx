import { DataTable } from '#app/components/data-table.tsx';
import { FormCard } from '#app/components/form-card.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Section } from '#app/components/section.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { ProgrammeFrame } from '#app/features/programmes/programme-frame.tsx';
import type { DecidePageView } from './decide-page-view.ts';

/** A day sheet with its receipts beside what it becomes; below, the two answers. */
export function DecidePage({ page: { frame, heading, notices, sheet, receipts, costs, answers } }: { page: DecidePageView }) {
  return (
    <div className="page-width stack-wide">
      <ProgrammeFrame frame={frame} />
      <PageHeading heading={heading} />
      {notices.map((notice) => <Notice key={`${notice.heading} ${notice.text}`} notice={notice} />)}
      <div className="columns">
        <div className="stack-wide">
          <Section section={sheet.section}><DataTable table={sheet.table} /></Section>
          <Section section={receipts.section}>{receipts.table !== undefined && <DataTable table={receipts.table} />}</Section>
        </div>
        <Section section={costs.section}>
          <DataTable table={costs.table} />
          {answers !== undefined && <FormCard form={answers.accept}>{null}</FormCard>}
        </Section>
      </div>
      {answers !== undefined && (
        <Section section={answers.section}><FormCard form={answers.back}><TextArea field={answers.reason} /></FormCard></Section>
      )}
    </div>
  );
}
