export const exportKinds = ['zip', 'pdf', 'xlsx', 'csv'] as const;
/** Everything in one archive, the PDFs, a workbook, or a table as text. */
export type ExportKind = (typeof exportKinds)[number];

/** How many claims are taken out at a time: their figures are held in memory while the file is made, the papers are not. */
export const mostClaims = { zip: 200, pdf: 200, xlsx: 1_000, csv: 1_000 } as const satisfies Record<ExportKind, number>;

export const exportRefusals = ['none', 'not_attested', 'too_many'] as const;
export type ExportRefusal = (typeof exportRefusals)[number];

/** Everything, unless something else is asked for. */
export function readExportKind(text: string | null): ExportKind {
  return exportKinds.find((kind) => kind === text) ?? 'zip';
}
