import { z } from 'zod';
import type { PdfFacts } from './claim-json.ts';

/** Their keys stay in order. */
const record = z.record(z.string(), z.unknown());
const list = z.array(z.unknown());

/** `claim.json` as it was frozen, with only what parts change: where each voucher is, which PDFs there are, and what came of the size. */
export function frozenJsonInParts(claimJson: string, pdf: PdfFacts): object {
  const frozen = record.parse(JSON.parse(claimJson));
  const warnings = list.parse(frozen['warnings']);
  const known = new Set(warnings.map((warning) => JSON.stringify(warning)));
  return {
    ...frozen,
    warnings: [...warnings, ...pdf.warnings.filter((warning) => !known.has(JSON.stringify(warning)))],
    attachments: list.parse(frozen['attachments']).map((attachment) => placed(record.parse(attachment), pdf)),
    ...(frozen['grantLetter'] === undefined ? {} : { grantLetter: { ...record.parse(frozen['grantLetter']), ...pdf.letter } }),
    pdf: pdf.sha256 === undefined ? null : { pages: pdf.pages, sha256: pdf.sha256 },
    ...(pdf.parts === undefined ? {} : { parts: pdf.parts }),
  };
}

function placed(attachment: Record<string, unknown>, { firstPages, partOf }: PdfFacts): object {
  const voucher = z.number().parse(attachment['voucher']);
  const part = partOf?.get(voucher);
  return { ...attachment, firstPage: firstPages.get(voucher) ?? null, ...(part === undefined ? {} : { part }) };
}
