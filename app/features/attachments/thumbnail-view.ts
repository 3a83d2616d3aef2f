import type { ThumbnailView } from '#app/components/thumbnail.tsx';
import type { AttachmentState } from '#app/domain/circumstances.ts';
import type { Language } from '#app/domain/programme.ts';
import { thumbnailAddress, type PartAddress } from '#app/features/shell/addresses.ts';
import { translator } from '#app/i18n/translate.ts';

interface Pictured {
  readonly id: string;
  readonly name: string;
  readonly state: AttachmentState;
}

/** A small picture of a file's first page; undefined of one that cannot be in a claim, where words stand instead. */
export function thumbnailView(
  { id, name, state }: Pictured, place: Omit<PartAddress, 'id'>, language: Language,
): ThumbnailView | undefined {
  if (!state.isReadable) return undefined;
  return { src: thumbnailAddress({ ...place, id }), alt: translator(language)('expense.file.thumbnail', { file: name }) };
}
