import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Breadcrumbs } from '#app/components/breadcrumbs.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { DefinitionList } from '#app/components/definition-list.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Section } from '#app/components/section.tsx';
import { peoplePage } from '#app/features/users/people-page.server.ts';
import { organisationLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data === undefined ? '' : `${data.page.title} – OU-refusjon` }];

export const loader = organisationLoader('people.manage', async (desk) => ({ page: await peoplePage(desk) }));

export default function PeoplePage() {
  const { page } = useLoaderData<typeof loader>();
  return (
    <div className="page-width stack-wide">
      <Breadcrumbs breadcrumbs={page.breadcrumbs} />
      <PageHeading heading={page.heading} />
      {page.notices.map((notice) => <Notice key={notice.text} notice={notice} />)}
      <DataTable table={page.table} />
      <Section section={{ heading: page.invited.heading }}>
        {page.invited.table === undefined ? <p className="ds-paragraph">{page.invited.none}</p> : <DataTable table={page.invited.table} />}
      </Section>
      {page.systems !== undefined && (
        <Section section={{ heading: page.systems.heading }}>
          <DefinitionList items={page.systems.items} kind="facts" />
          <p className="ds-paragraph"><a className="ds-link" href={page.systems.link.href}>{page.systems.link.text}</a></p>
        </Section>
      )}
      <Section section={{ heading: page.roles.heading }}>
        <DefinitionList items={page.roles.items} kind="facts" />
      </Section>
    </div>
  );
}
