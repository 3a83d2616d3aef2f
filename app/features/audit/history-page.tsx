import { Breadcrumbs } from '#app/components/breadcrumbs.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { ProgrammeFrame } from '#app/features/programmes/programme-frame.tsx';
import { AuditList } from './audit-list.tsx';
import type { HistoryView } from './history-view.ts';

/** What happened in an organisation or a programme, and whether the trail of it is whole. */
export function HistoryPage({ page }: { page: HistoryView }) {
  const { breadcrumbs, frame, heading, seal, list, empty, pagination } = page;
  return (
    <div className="page-width stack-wide">
      {frame !== undefined && <ProgrammeFrame frame={frame} />}
      {breadcrumbs !== undefined && <div className="no-print"><Breadcrumbs breadcrumbs={breadcrumbs} /></div>}
      <PageHeading heading={heading} />
      {seal !== undefined && (
        <div className="stack">
          <Notice notice={seal.notice} />
          {seal.text !== undefined && <p className="ds-paragraph subtle seal" data-size="sm">{seal.text}</p>}
        </div>
      )}
      {empty === undefined ? <AuditList list={list} /> : <EmptyState empty={empty} />}
      {pagination !== undefined && <Pagination pagination={pagination} />}
    </div>
  );
}
