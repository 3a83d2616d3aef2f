import type { ArchiveKind, Language, Programme } from '#app/domain/programme.ts';
import { pagesText } from '#app/features/attachments/file-texts.ts';
import { attachmentNames, usualClaimBytes } from '#app/features/attachments/opened-attachment.ts';
import type { FileMatter } from '#app/features/expenses/expense-matter.ts';
import { formatWhole } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';

/** How large a claim's PDF becomes, about, before it is made. */
export interface ClaimSize {
  /** What the claim's own pages take. */
  readonly ownBytes: number;
  /** What the files' pages take, as fine as they are. */
  readonly fileBytes: number;
  readonly filePages: number;
}

type SizedFile = Pick<FileMatter, 'name' | 'bytes' | 'state' | 'preparedBytes'>;

/** Typeface, front page and what each line takes in its tables; measured on claims of 1 to 10 000 lines. */
export const ownGroundBytes = 30_000;
const ownLineBytes = 450;

/** What the claim's own pages take, about. */
export function ownBytesOf({ expenses }: Programme): number {
  return ownGroundBytes + ownLineBytes * expenses.length;
}

/** Of the files that the programme's lines and its grant name. One whose pages were not counted takes what it takes itself. */
export function claimSize(programme: Programme, files: readonly SizedFile[]): ClaimSize {
  const names = new Set(attachmentNames(programme));
  const size = { ownBytes: ownBytesOf(programme), fileBytes: 0, filePages: 0 };
  for (const { name, state, preparedBytes, bytes } of files) {
    if (!names.has(name) || !state.isReadable) continue;
    size.fileBytes += preparedBytes ?? bytes;
    size.filePages += state.pages;
  }
  return size;
}

/** What a file takes in a PDF, about. */
export interface FileSize {
  readonly pageBytes: number;
  /** Where originals travel along. */
  readonly originalBytes: number;
}

/** What each of these files takes, in order. */
export function fileSizes(
  named: readonly { readonly sha256: string; readonly bytes: number }[],
  stored: readonly { readonly sha256: string; readonly preparedBytes: number | undefined }[],
  archive: ArchiveKind,
): FileSize[] {
  const prepared = new Map(stored.map(({ sha256, preparedBytes }) => [sha256, preparedBytes]));
  return named.map(({ sha256, bytes }) => ({ pageBytes: prepared.get(sha256) ?? bytes, originalBytes: archive === '3a' ? bytes : 0 }));
}

/** `PDF-en blir om lag 12 MB, med 34 sider bilag.` And when that is too much: what is done about it. */
export function claimSizeText({ ownBytes, fileBytes, filePages }: ClaimSize, language: Language): string {
  const t = translator(language);
  const pages = pagesText(filePages, language);
  if (fileBytes > usualClaimBytes) {
    return t('claim.size.coarser', { size: aboutText(fileBytes, language), pages, most: aboutText(usualClaimBytes, language) });
  }
  const size = aboutText(ownBytes + fileBytes, language);
  return filePages === 0 ? t('claim.size.noFiles', { size }) : t('claim.size', { size, pages });
}

const mega = 1_000_000;

/** As exact as it is known: two figures, and in the thousands that the limit counts by. */
export function aboutText(bytes: number, language: Language): string {
  const t = translator(language);
  if (bytes < mega) return t('expense.file.kilobytes', { size: formatWhole(Math.ceil(bytes / 10_000) * 10, language) });
  const size = bytes < 10 * mega ? Math.round(bytes / mega * 10) / 10 : Math.round(bytes / mega);
  return t('expense.file.megabytes', { size: formatWhole(size, language) });
}
