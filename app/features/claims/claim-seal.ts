import { createHash } from 'node:crypto';
import type { Language } from '#app/domain/programme.ts';
import type { Assessment } from './assess-claim.ts';
import { claimJson, type ClaimJson } from './claim-json.ts';

/**
 * The SHA-256 of what `claim.json` says of a claim itself: everything but what the making of its PDF adds (where each file stands, the
 * PDF's own size and fingerprint), what is only advice (warnings) and what a draft still lacks (refusals; none of a claim that is made).
 * Printed in the PDF, which cannot hold its own fingerprint.
 */
export function sealOf({ format, language, ruleSet, totals, lines, attachments, grantLetter, explanation, auditHead }: ClaimJson): string {
  const files = attachments.map(({ voucher, file, pages, sha256 }) => ({ voucher, file, pages, sha256 }));
  const letter = grantLetter === undefined ? undefined : { file: grantLetter.file, pages: grantLetter.pages, sha256: grantLetter.sha256 };
  const sealed = { format, language, ruleSet, totals, lines, attachments: files, grantLetter: letter, explanation, auditHead };
  return createHash('sha256').update(JSON.stringify(sealed)).digest('hex');
}

/** The same from what the claim is made of. @param explanation its steps as they were worded before, where they are not made anew. */
export function claimSeal(assessment: Assessment & { readonly language: Language }, explanation?: readonly string[]): string {
  const json = claimJson(assessment, assessment.language, undefined);
  return sealOf(explanation === undefined ? json : { ...json, explanation });
}
