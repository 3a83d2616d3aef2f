import type { AttachmentState } from '#app/domain/circumstances.ts';
import type { Language } from '#app/domain/programme.ts';
import { formatWhole } from '#app/i18n/format.ts';
import { isTextKey, sentence, translator } from '#app/i18n/translate.ts';
import { mostUploadBytes, type UploadRefusal } from './upload-kind.ts';

/** The most one request may hold; `limitBodies` says the same in bytes. */
export const mostRequestMegabytes = 40;

/** `2 sider · 120 kB`, or why it can't be part of a claim. */
export function fileDetail({ state, bytes }: { state: AttachmentState; bytes: number }, language: Language): string {
  return `${stateText(state, language)} · ${sizeText(bytes, language)}`;
}

/** How many pages a file has, or that it can't be part of a claim. */
export function stateText(state: AttachmentState, language: Language): string {
  return state.isReadable ? pagesText(state.pages, language) : translator(language)('expense.file.notIncludable');
}

export function pagesText(pages: number, language: Language): string {
  const t = translator(language);
  return pages === 1 ? t('expense.file.onePage') : t('expense.file.pages', { pages: formatWhole(pages, language) });
}

/** Below it megabytes are told, which files are measured in. */
const fromGigabytes = 10 * 1024;

export function sizeText(bytes: number, language: Language): string {
  const t = translator(language);
  const mega = bytes / 1024 / 1024;
  if (mega >= fromGigabytes) return t('expense.file.gigabytes', { size: formatWhole(Math.round(mega / 1024 * 10) / 10, language) });
  if (mega >= 1) return t('expense.file.megabytes', { size: formatWhole(Math.round(mega * 10) / 10, language) });
  return t('expense.file.kilobytes', { size: formatWhole(Math.max(1, Math.round(bytes / 1024)), language) });
}

/** Why a file was not taken in, and the way out. */
export function refusedFileText({ name, cause }: { name: string; cause: UploadRefusal }, language: Language): string {
  const own = `expense.file.refused.${cause}`;
  const key = isTextKey(own) ? own : `unreadable.${cause}`;
  if (!isTextKey(key)) throw new Error(`There is no sentence for ${key}`);
  const why = sentence(language, key, { most: mostUploadBytes / 1024 / 1024 });
  return translator(language)('expense.file.refused', { file: name, why });
}

/** Why a file that is kept can't be part of a claim, and the way out. */
export function unreadableText(name: string, state: AttachmentState, language: Language): string | undefined {
  if (state.isReadable) return undefined;
  return translator(language)('expense.file.unreadable', { file: name, why: sentence(language, `unreadable.${state.cause}`, {}) });
}
