import { Breadcrumbs } from '#app/components/breadcrumbs.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { FormCard } from '#app/components/form-card.tsx';
import { FormFields } from '#app/components/form-fields.tsx';
import { KeyFigures } from '#app/components/key-figures.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { Section } from '#app/components/section.tsx';
import { ChooseAll } from './choose-all.tsx';
import type { ClaimListView } from './claim-list-view.ts';

/** Finance's list: filter, sums, claims, and what can be taken out of them. */
export function ClaimListPage({ page }: { page: ClaimListView }) {
  const { breadcrumbs, heading, notices, pagination } = page;
  return (
    <div className="page-width stack-wide">
      <div className="no-print"><Breadcrumbs breadcrumbs={breadcrumbs} /></div>
      <PageHeading heading={heading} />
      {notices.map((notice) => <Notice key={notice.text} notice={notice} />)}
      {!page.isBare && <FilterAndSums page={page} />}
      <Claims page={page} />
      {pagination !== undefined && <Pagination pagination={pagination} />}
      <Export page={page} />
    </div>
  );
}

function FilterAndSums({ page: { filter, figures, figuresNote } }: { page: ClaimListView }) {
  return (
    <>
      <div className="claim-filter no-print"><FormCard form={filter.card}><FormFields fields={filter.fields} /></FormCard></div>
      <div className="stack">
        <KeyFigures figures={figures} />
        {figuresNote !== undefined && <p className="ds-paragraph subtle" data-size="sm">{figuresNote}</p>}
      </div>
    </>
  );
}

function Claims({ page: { table, empty, export: out } }: { page: ClaimListView }) {
  return (
    <div className="stack">
      {out !== undefined && <ChooseAll choose={out.chooseAll} />}
      {table !== undefined && <DataTable table={table} />}
      {empty !== undefined && <EmptyState empty={empty} />}
    </div>
  );
}

function Export({ page: { export: out } }: { page: ClaimListView }) {
  if (out === undefined) return null;
  return (
    <div className="no-print">
      <Section section={{ heading: out.heading, lead: out.text, isCard: true }}>
        <FormCard form={out.card}>{null}</FormCard>
      </Section>
    </div>
  );
}
