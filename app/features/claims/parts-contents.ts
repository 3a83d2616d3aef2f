import type { Language } from '#app/domain/programme.ts';
import { pagesText } from '#app/features/attachments/file-texts.ts';
import { translator } from '#app/i18n/translate.ts';

/** What a person reads of the parts before opening any. */
export interface PartsContents {
  readonly number: number;
  readonly programmeName: string;
  readonly language: Language;
  readonly parts: readonly {
    readonly file: string;
    readonly pages: number;
    readonly files: readonly { readonly name: string; readonly fileName: string }[];
  }[];
  /** The document that was attested; undefined of a draft. */
  readonly attested: { readonly file: string; readonly sha256: string; readonly saysTheSame: boolean } | undefined;
}

/** Which file is in which part, as plain text. */
export function partsContents({ number, programmeName, language, parts, attested }: PartsContents): string {
  const t = translator(language);
  const lines = parts.flatMap(({ file, pages, files }) => [
    '', `${file} (${pagesText(pages, language)})`,
    ...files.map(({ name, fileName }) => `  ${name}: ${fileName}`),
  ]);
  const sameness = attested?.saysTheSame === false ? [t('claim.parts.contents.otherWords')] : [];
  return [
    t('claim.parts.contents.title', { number, programme: programmeName, parts: parts.length }),
    t(parts.length === 1 ? 'claim.parts.contents.whole' : 'claim.parts.contents.about'),
    ...(attested === undefined ? [] : [t('claim.parts.contents.attested', { file: attested.file, sha256: attested.sha256 }), ...sameness]),
    ...lines, '',
  ].join('\n');
}
