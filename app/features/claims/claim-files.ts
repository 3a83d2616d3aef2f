import type { Language } from '#app/domain/programme.ts';
import type { OpenedAttachments } from '#app/features/attachments/opened-attachment.ts';
import { safeName, uniqueName } from '#app/features/exports/archive-names.ts';
import { translator } from '#app/i18n/translate.ts';
import type { AssociatedFile } from '#app/pdf/associated-files.ts';
import { fileKind, mediaTypes } from '#app/pdf/vouchers/file-kind.ts';
import type { Assessment } from './assess-claim.ts';

interface ClaimFilesInput {
  readonly attachments: OpenedAttachments;
  readonly assessment: Assessment;
  readonly language: Language;
}

const dataName = 'claim.json';

/** What travels inside a claim that is PDF/A-3a: its data for machines … */
export function claimData(json: object, language: Language): AssociatedFile {
  return {
    name: dataName, mediaType: 'application/json', bytes: Buffer.from(`${JSON.stringify(json, undefined, 2)}\n`), relationship: 'Data',
    description: translator(language)('document.files.data'),
  };
}

/** … and every file under its voucher number, as it was sent. */
export function claimOriginals({ attachments, assessment, language }: ClaimFilesInput): AssociatedFile[] {
  const t = translator(language);
  const taken = new Set([dataName]);
  const { vouchers } = assessment.voucherList;
  const digits = Math.max(2, String(vouchers.length).length);
  const numbers = new Map(vouchers.map(({ number, file }) => [file, number]));
  const originals = [...attachments].flatMap(([file, { original }]) => (
    original === undefined ? [] : [{ file, original, number: numbers.get(file) }]
  )).sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
  return originals.map(({ file, original, number }): AssociatedFile => ({
    name: uniqueName(safeName(`${String(number ?? 0).padStart(digits, '0')} ${file}`, String(number ?? 0)), taken),
    mediaType: mediaTypeOf(original), bytes: original, relationship: 'Source',
    description: number === undefined ? t('document.letter') : t('document.voucher', { voucher: number }),
  }));
}

function mediaTypeOf(original: Buffer): string {
  const found = fileKind(original);
  return found.kind === 'other' ? 'application/octet-stream' : mediaTypes[found.kind];
}
