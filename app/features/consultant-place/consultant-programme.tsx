import { CheckList } from '#app/components/check-list.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Section } from '#app/components/section.tsx';
import { ProgrammeFrame } from '#app/features/programmes/programme-frame.tsx';
import type { ConsultantProgrammeView } from './consultant-programme-view.ts';

/** What waits, the consultant's own costs, and what the application lacks. */
export function ConsultantProgrammePage({ page: { frame, heading, notices, waiting, costs, check } }: { page: ConsultantProgrammeView }) {
  return (
    <div className="page-width stack-wide">
      <ProgrammeFrame frame={frame} />
      <PageHeading heading={heading} />
      {notices.map((notice) => <Notice key={`${notice.heading} ${notice.text}`} notice={notice} />)}
      {waiting !== undefined && <Section section={waiting.section}><CheckList list={waiting.list} /></Section>}
      <Section section={costs.section}>
        {costs.table === undefined ? <EmptyState empty={costs.empty} /> : <DataTable table={costs.table} />}
      </Section>
      <Section section={check.section}><CheckList list={check.list} /></Section>
    </div>
  );
}
