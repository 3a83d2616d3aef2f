import { Breadcrumbs } from '#app/components/breadcrumbs.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { FormCard } from '#app/components/form-card.tsx';
import { FormFields } from '#app/components/form-fields.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import type { OwnIdentitiesView } from './own-identities-view.ts';

export function OwnIdentities({ page: { breadcrumbs, heading, notices, table, empty, link, fields } }: { page: OwnIdentitiesView }) {
  return (
    <div className="page-width stack-wide">
      <Breadcrumbs breadcrumbs={breadcrumbs} />
      <PageHeading heading={heading} />
      {notices.map((notice) => <Notice key={`${notice.heading} ${notice.text}`} notice={notice} />)}
      {table === undefined ? <p className="ds-paragraph">{empty}</p> : <DataTable table={table} />}
      <div className="readable"><FormCard form={link}>{fields.length > 0 && <FormFields fields={fields} />}</FormCard></div>
    </div>
  );
}
