import type { ClaimForExport } from './export-data.ts';
import { amount, day, share, text, whole, type ExportColumn } from './export-cells.ts';

type ClaimColumn = ExportColumn<ClaimForExport>;

/** Which claim it is: these stand before a claim's figures and before each of its lines. */
export const claimColumns: readonly ClaimColumn[] = [
  { heading: 'finance.export.column.claim', widthCharacters: 9, cell: ({ number }) => whole(number) },
  { heading: 'finance.export.column.version', widthCharacters: 9, cell: ({ version }) => whole(version) },
  { heading: 'finance.export.column.status', widthCharacters: 16, cell: ({ status }, { t }) => text(t(`finance.export.status.${status}`)) },
  { heading: 'finance.export.column.programme', widthCharacters: 28, cell: ({ programmeName }) => text(programmeName) },
  { heading: 'finance.export.column.organisation', widthCharacters: 24, cell: ({ organisation }) => text(organisation.name) },
  { heading: 'finance.export.column.organisationNumber', widthCharacters: 20, cell: ({ organisation }) => text(organisation.organisationNumber) },
  { heading: 'finance.export.column.grantReference', widthCharacters: 18, cell: ({ grantReference }) => text(grantReference) },
  { heading: 'finance.export.column.preparedBy', widthCharacters: 22, cell: ({ preparedBy }) => text(preparedBy) },
  { heading: 'finance.export.column.approvedBy', widthCharacters: 22, cell: ({ approvedBy }) => text(approvedBy) },
  { heading: 'finance.export.column.approvedOn', widthCharacters: 12, cell: ({ approvedOn }) => day(approvedOn) },
  { heading: 'finance.export.column.submittedOn', widthCharacters: 12, cell: ({ submittedOn }) => day(submittedOn) },
  { heading: 'finance.export.column.receivedOn', widthCharacters: 12, cell: ({ receivedOn }) => day(receivedOn) },
];

/** A claim's own figures, and the document that proves them. */
export const claimFigureColumns: readonly ClaimColumn[] = [
  { heading: 'finance.export.column.cost', widthCharacters: 15, cell: ({ totals }) => amount(totals.cost) },
  { heading: 'finance.export.column.eligible', widthCharacters: 20, cell: ({ totals }) => amount(totals.eligible) },
  { heading: 'finance.export.column.basis', widthCharacters: 15, cell: ({ totals }) => amount(totals.basis) },
  { heading: 'finance.export.column.percent', widthCharacters: 10, cell: ({ percent }) => share(percent) },
  { heading: 'finance.export.column.refund', widthCharacters: 15, cell: ({ totals }) => amount(totals.refund) },
  { heading: 'finance.export.column.ownShare', widthCharacters: 15, cell: ({ totals }) => amount(totals.ownShare) },
  { heading: 'finance.export.column.received', widthCharacters: 17, cell: ({ totals }) => amount(totals.received) },
  { heading: 'finance.export.column.pdf', widthCharacters: 28, cell: ({ pdf }) => text(pdf?.fileName) },
  { heading: 'finance.export.column.pdfPages', widthCharacters: 16, cell: ({ pdf }) => whole(pdf?.pages) },
  { heading: 'finance.export.column.pdfSha256', widthCharacters: 66, cell: ({ pdf }) => text(pdf?.sha256) },
  { heading: 'finance.export.column.claimId', widthCharacters: 38, cell: ({ id }) => text(id) },
];
