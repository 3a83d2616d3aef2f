import { DataTable } from '#app/components/data-table.tsx';
import { DefinitionList } from '#app/components/definition-list.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { FormCard } from '#app/components/form-card.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { ProgrammeFrame } from '#app/features/programmes/programme-frame.tsx';
import type { LedgerView } from './ledger-view.ts';

/** Where the costs of a programme are posted. */
export function LedgerPage({ page }: { page: LedgerView }) {
  const { frame, heading, notices, facts, table, card, empty, pagination } = page;
  const lines = table !== undefined && <DataTable table={table} />;
  return (
    <div className="page-width stack-wide ledger">
      <ProgrammeFrame frame={frame} />
      <PageHeading heading={heading} />
      {notices.map((notice) => <Notice key={notice.text} notice={notice} />)}
      <DefinitionList items={facts} kind="facts" />
      {card === undefined ? lines : <FormCard form={card}>{lines}</FormCard>}
      {empty !== undefined && <EmptyState empty={empty} />}
      {pagination !== undefined && <Pagination pagination={pagination} />}
    </div>
  );
}
