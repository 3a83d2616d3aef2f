import type { Row, Table, Text } from '#app/pdf/document.ts';

export type FactRow = readonly [label: string, value: Text];

/** Labels and values in two columns. */
export function factsTable(summary: string, rows: readonly FactRow[]): Table {
  return {
    kind: 'table',
    summary,
    hasHead: false,
    columns: [{ label: '', width: 150, align: 'start' }, { label: '', width: 335, align: 'start' }],
    groups: [{ rows: rows.map(factRow) }],
  };
}

function factRow([label, value]: FactRow): Row {
  return { cells: [{ paragraphs: [[{ text: label, isMuted: true }]], isHeader: true }, { paragraphs: [value] }] };
}
