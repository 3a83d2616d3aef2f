import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { ProgrammeFrame } from '#app/features/programmes/programme-frame.tsx';
import type { ClaimListView } from './claim-list-view.ts';

/** The claims of a programme. */
export function ClaimList({ page: { frame, heading, notices, table, empty } }: { page: ClaimListView }) {
  return (
    <div className="page-width stack-wide">
      <ProgrammeFrame frame={frame} />
      <PageHeading heading={heading} />
      {notices.map((notice) => <Notice key={notice.text} notice={notice} />)}
      {table !== undefined && <DataTable table={table} />}
      {empty !== undefined && <EmptyState empty={empty} />}
    </div>
  );
}
