import type { FormCardView } from '#app/components/form-card.tsx';
import type { NoticeView } from '#app/components/notice.tsx';
import type { Language } from '#app/domain/programme.ts';
import { sentence, translator, type TextKey } from '#app/i18n/translate.ts';
import { conflictView, type ConflictInput, type ConflictView } from './conflict-view.ts';
import type { FieldFaults, Typed } from './form-reading.ts';

/** A form of something stored, as a page shows it. */
export interface ShownForm<Field extends string> {
  readonly typed: Typed<Field>;
  readonly faults: FieldFaults<Field>;
  /** Of what the form was opened with. */
  readonly seal: string;
  readonly notices: readonly NoticeView[];
  readonly conflict?: ConflictView | undefined;
}

/** What can have been done before a page is shown: `?done=<code>`, and the sentence for it. */
export type DoneWords = Readonly<Record<string, TextKey>>;

/** Says what the address says was done; nothing for a code the page does not know. */
export function doneNotices({ searchParams }: URL, words: DoneWords, language: Language): NoticeView[] {
  const code = searchParams.get('done') ?? '';
  const key = Object.hasOwn(words, code) ? words[code] : undefined;
  return key === undefined ? [] : [{ tone: 'success', isDone: true, text: sentence(language, key, {}) }];
}

/** The form when somebody else has saved meanwhile: as it was typed, beside what is stored. Sent again it is saved over that. */
export function collidingForm<Field extends string>(input: ConflictInput<Field> & { seal: string }): ShownForm<Field> {
  const t = translator(input.language);
  return {
    typed: input.typed, faults: {}, seal: input.seal, conflict: conflictView(input),
    notices: [{ tone: 'warning', heading: t('programme.conflict.heading'), text: t('programme.conflict.text') }],
  };
}

interface CardParts extends Pick<FormCardView, 'action' | 'hasFiles' | 'sending' | 'otherSubmits' | 'cancel' | 'errorsId'> {
  readonly formKey: string;
  readonly hidden?: Readonly<Record<string, string>>;
  readonly submit?: string | undefined;
  readonly language: Language;
}

/** The card around it: what is sent along, and what saving is called. */
export function shownCard(
  { seal, conflict }: Pick<ShownForm<string>, 'seal' | 'conflict'>, { formKey, hidden = {}, submit, language, ...parts }: CardParts,
): FormCardView {
  const t = translator(language);
  return {
    ...parts,
    hidden: { ...hidden, form_key: formKey, version: seal },
    ...(conflict === undefined ? { submit: submit ?? t('form.save') } : { submit: t('programme.conflict.saveMine'), isUnsaved: true }),
  };
}
