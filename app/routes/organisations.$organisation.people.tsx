import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Breadcrumbs } from '#app/components/breadcrumbs.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { DefinitionList } from '#app/components/definition-list.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Section } from '#app/components/section.tsx';
import { findWorkplaceName, listMembers } from '#app/features/users/memberships.repository.server.ts';
import { peopleView } from '#app/features/users/people-view.ts';
import { organisationLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data === undefined ? '' : `${data.page.title} – OU-refusjon` }];

export const loader = organisationLoader('people.manage', async ({ database, membership, language }) => {
  const members = await listMembers(database, membership);
  const organisationName = await findWorkplaceName(database, membership);
  return { page: peopleView({ organisationId: membership.organisationId, organisationName, members, language }) };
});

export default function PeoplePage() {
  const { page } = useLoaderData<typeof loader>();
  return (
    <div className="page-width stack-wide">
      <Breadcrumbs breadcrumbs={page.breadcrumbs} />
      <PageHeading heading={page.heading} />
      <DataTable table={page.table} />
      <Section section={{ heading: page.adding.heading }}>
        <p className="ds-paragraph readable">{page.adding.text}</p>
        <code className="command">{page.adding.command}</code>
      </Section>
      <Section section={{ heading: page.roles.heading }}>
        <DefinitionList items={page.roles.items} kind="facts" />
      </Section>
    </div>
  );
}
