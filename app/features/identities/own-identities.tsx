import { Breadcrumbs } from '#app/components/breadcrumbs.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PostButton } from '#app/components/post-button.tsx';
import type { OwnIdentitiesView } from './own-identities-view.ts';

export function OwnIdentities({ page: { breadcrumbs, heading, notices, table, empty, link } }: { page: OwnIdentitiesView }) {
  return (
    <div className="page-width stack-wide">
      <Breadcrumbs breadcrumbs={breadcrumbs} />
      <PageHeading heading={heading} />
      {notices.map((notice) => <Notice key={`${notice.heading} ${notice.text}`} notice={notice} />)}
      {table === undefined ? <p className="ds-paragraph">{empty}</p> : <DataTable table={table} />}
      <PostButton button={link} />
    </div>
  );
}
