import { Breadcrumbs } from '#app/components/breadcrumbs.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { DefinitionList } from '#app/components/definition-list.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PageForm } from '#app/features/shell/form-page.tsx';
import type { PersonView } from './person-view.ts';

/** One person's access, and what can be changed about it. */
export function PersonPage({ page: { breadcrumbs, heading, notices, facts, table, form } }: { page: PersonView }) {
  return (
    <div className="page-width stack-wide">
      <Breadcrumbs breadcrumbs={breadcrumbs} />
      <PageHeading heading={heading} />
      {notices.map((notice) => <Notice key={`${notice.heading} ${notice.text}`} notice={notice} />)}
      <DefinitionList items={facts} kind="facts" />
      {table !== undefined && <DataTable table={table} />}
      {form !== undefined && <PageForm form={form} />}
    </div>
  );
}
