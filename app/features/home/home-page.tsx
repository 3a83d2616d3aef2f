import { Breadcrumbs } from '#app/components/breadcrumbs.tsx';
import { CheckList } from '#app/components/check-list.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Section } from '#app/components/section.tsx';
import type { HomeView } from './home-view.ts';
import type { WorkplaceView } from './workplace-view.ts';

/** What waits, then the programmes: of one organisation, or of each. */
export function HomePage({ page: { breadcrumbs, heading, notices, workplaces, empty } }: { page: HomeView }) {
  return (
    <div className="page-width stack-wide">
      {breadcrumbs !== undefined && <Breadcrumbs breadcrumbs={breadcrumbs} />}
      <PageHeading heading={heading} />
      {notices.map((notice) => <Notice key={`${notice.heading} ${notice.text}`} notice={notice} />)}
      {empty !== undefined && <EmptyState empty={empty} />}
      {workplaces.length === 1
        ? workplaces.map((workplace) => <OnlyWorkplace key={workplace.key} workplace={workplace} />)
        : workplaces.map((workplace) => <OneWorkplace key={workplace.key} workplace={workplace} />)}
    </div>
  );
}

function OnlyWorkplace({ workplace: { section, waiting, table, empty } }: { workplace: WorkplaceView }) {
  return (
    <>
      {waiting !== undefined && <Section section={waiting.section}><CheckList list={waiting.list} /></Section>}
      <Section section={section}>
        {empty !== undefined && <EmptyState empty={empty} />}
        {table !== undefined && <DataTable table={table} />}
      </Section>
    </>
  );
}

function OneWorkplace({ workplace: { section, waiting, table, empty } }: { workplace: WorkplaceView }) {
  return (
    <Section section={section}>
      {waiting !== undefined && <CheckList list={waiting.list} />}
      {empty !== undefined && <EmptyState empty={empty} />}
      {table !== undefined && <DataTable table={table} />}
    </Section>
  );
}
