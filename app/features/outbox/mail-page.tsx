import { Breadcrumbs } from '#app/components/breadcrumbs.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import type { MailPageView } from './mail-page-view.ts';

/** What was sent, and what did not get away. */
export function MailPage({ page: { breadcrumbs, heading, notices, table, empty } }: { page: MailPageView }) {
  return (
    <div className="page-width stack-wide">
      <Breadcrumbs breadcrumbs={breadcrumbs} />
      <PageHeading heading={heading} />
      {notices.map((notice) => <Notice key={notice.text} notice={notice} />)}
      {empty !== undefined && <EmptyState empty={empty} />}
      {table !== undefined && <DataTable table={table} />}
    </div>
  );
}
