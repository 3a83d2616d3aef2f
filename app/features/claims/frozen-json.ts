import { z } from 'zod';
import type { PdfFacts } from './claim-json.ts';

const frozenJson = z.looseObject({
  warnings: z.array(z.unknown()),
  attachments: z.array(z.looseObject({ voucher: z.number() })),
});

/** `claim.json` as it was frozen, with only what parts change: where each voucher is, which PDFs there are, and what came of the size. */
export function frozenJsonInParts(claimJson: string, pdf: PdfFacts): object {
  const frozen = frozenJson.parse(JSON.parse(claimJson));
  const known = new Set(frozen.warnings.map((warning) => JSON.stringify(warning)));
  return {
    ...frozen,
    warnings: [...frozen.warnings, ...pdf.warnings.filter((warning) => !known.has(JSON.stringify(warning)))],
    attachments: frozen.attachments.map((attachment) => {
      const part = pdf.partOf?.get(attachment.voucher);
      return { ...attachment, firstPage: pdf.firstPages.get(attachment.voucher) ?? null, ...(part === undefined ? {} : { part }) };
    }),
    pdf: pdf.sha256 === undefined ? null : { pages: pdf.pages, sha256: pdf.sha256 },
    ...(pdf.parts === undefined ? {} : { parts: pdf.parts }),
  };
}
