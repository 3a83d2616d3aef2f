import { Disclosure } from '#app/components/disclosure.tsx';
import { AuditList } from './audit-list.tsx';
import type { AuditListView } from './audit-view.ts';

export interface HistorySectionView {
  readonly summary: string;
  readonly list: AuditListView;
}

/** What happened to the one thing a page is about, at its foot; nothing where it is not for the reader. */
export function HistorySection({ history }: { history: HistorySectionView | undefined }) {
  if (history === undefined) return null;
  return (
    <div className="page-width no-print">
      <Disclosure summary={history.summary}><AuditList list={history.list} /></Disclosure>
    </div>
  );
}
