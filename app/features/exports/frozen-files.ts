import { z } from 'zod';
import { languages } from '#app/domain/programme.ts';
import type { FileForExport } from './export-data.ts';

const snapshotSchema = z.object({
  language: z.enum(languages),
  files: z.array(z.object({ name: z.string(), sha256: z.string(), bytes: z.number() })),
});

const claimSchema = z.object({
  attachments: z.array(z.object({ voucher: z.number(), file: z.string() })),
  pdf: z.object({ pages: z.number() }),
});

/** The files approval kept a claim's document and papers as; the grant letter, which has no voucher number, first. */
export function frozenFiles({ snapshotJson, claimJson }: { snapshotJson: string; claimJson: string }) {
  const { language, files } = snapshotSchema.parse(JSON.parse(snapshotJson));
  const { attachments, pdf } = claimSchema.parse(JSON.parse(claimJson));
  const numbers = new Map(attachments.map(({ file, voucher }) => [file, voucher]));
  const numbered = files.map(({ name, sha256, bytes }): FileForExport => ({ voucher: numbers.get(name), name, sha256, sizeBytes: bytes }));
  return { language, pages: pdf.pages, files: numbered.sort((a, b) => (a.voucher ?? 0) - (b.voucher ?? 0)) };
}
