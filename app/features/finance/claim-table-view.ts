import type { RowView, TableView } from '#app/components/data-table.tsx';
import type { CellView } from '#app/components/table-cell.tsx';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { minus, type Money } from '#app/domain/money.ts';
import type { Language } from '#app/domain/programme.ts';
import { claimStatusView } from '#app/features/claims/claim-status-view.ts';
import type { ListedClaim } from '#app/features/claims/listed-claim.ts';
import { claimAddress, programmeAddress } from '#app/features/shell/addresses.ts';
import { dayInNorway, formatAmount, formatDay } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import type { ClaimListInput } from './claim-list-input.ts';

/** The form the ticked claims are taken out with. */
export const exportFormId = 'export';

/** A row a claim, with its document beside it. */
export function claimTable(input: ClaimListInput): TableView {
  const { claims, mayDownload, language } = input;
  const t = translator(language);
  const choose = { heading: t('finance.list.column.choose'), isHeadingHidden: true };
  const columns = [
    { heading: t('finance.list.column.claim') }, { heading: t('finance.export.column.status') },
    { heading: t('finance.list.column.prepared') }, { heading: t('finance.export.column.approvedOn') },
    { heading: t('finance.export.column.submittedOn') }, { heading: t('finance.export.column.receivedOn') },
    { heading: t('finance.export.column.refund'), isNumeric: true }, { heading: t('finance.list.column.received'), isNumeric: true },
    { heading: t('finance.list.column.difference'), isNumeric: true }, { heading: t('finance.list.column.document') },
  ];
  return {
    caption: t('finance.list.caption'), isCaptionHidden: true, headingColumn: mayDownload ? 1 : 0,
    columns: mayDownload ? [choose, ...columns] : columns,
    rows: claims.map((claim) => rowOf(claim, input)),
  };
}

function rowOf(claim: ListedClaim, { organisationId, mayDownload, expected, language }: ClaimListInput): RowView {
  const t = translator(language);
  const { number, status, programmeId, id, refund, received } = claim;
  const place = { organisationId, programmeId, id };
  const name = t('finance.list.claim', { number });
  const checkbox: CellView = claim.isFrozen
    ? { checkbox: { name: 'claim', value: id, label: t('finance.list.choose', { number }), isChecked: false, form: exportFormId } }
    : '';
  const pdf = claim.isFrozen && mayDownload ? [{ href: claimAddress(place, 'pdf'), text: t('finance.list.pdf', { number }) }] : [];
  const ledger = { href: programmeAddress(organisationId, programmeId, 'ledger'), text: t('finance.list.ledger') };
  const cells: CellView[] = [
    { text: name, href: claimAddress(place), detail: claim.programmeName },
    { status: claimStatusView(status, language) },
    dayOf(dayInNorway(new Date(claim.preparedAt)), language),
    dayOf(claim.approvedAt === undefined ? undefined : dayInNorway(new Date(claim.approvedAt)), language),
    dayOf(claim.submittedOn, language), dayOf(claim.receivedOn, language),
    refundCell(refund, expected.get(id), language), amountOf(received, language),
    amountOf(received === undefined || refund === undefined ? undefined : minus(received, refund), language),
    { links: [...pdf, ledger] },
  ];
  return { key: id, cells: mayDownload ? [checkbox, ...cells] : cells, isMuted: status === 'withdrawn' || status === 'replaced' };
}

function refundCell(refund: Money | undefined, expected: Money | undefined, language: Language): CellView {
  if (refund !== undefined || expected === undefined) return amountOf(refund, language);
  return { text: formatAmount(expected, language), detail: translator(language)('finance.list.expected') };
}

function dayOf(day: CalendarDate | undefined, language: Language): string {
  return day === undefined ? '' : formatDay(day, language);
}

function amountOf(amount: Money | undefined, language: Language): string {
  return amount === undefined ? '' : formatAmount(amount, language);
}
