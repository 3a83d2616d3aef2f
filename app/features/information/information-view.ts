import type { NoticeView } from '#app/components/notice.tsx';
import type { Language } from '#app/domain/programme.ts';
import { doneNotices } from '#app/features/shell/shown-form.ts';
import { translator, type TextKey } from '#app/i18n/translate.ts';

/** A page of plain text: headings and what stands under each. */
export interface InformationView {
  readonly title: string;
  readonly lead: string;
  readonly notices: readonly NoticeView[];
  readonly sections: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[];
}

type Subject = keyof typeof subjects;

/** The sections of each page, by their keys; a section's paragraphs stand a line each. */
const subjects = {
  privacy: ['who', 'what', 'why', 'whoSees', 'howLong', 'rights', 'cookies', 'complaint'],
  accessibility: ['status', 'tested', 'known', 'without', 'tell', 'complaint'],
} as const satisfies Record<string, readonly string[]>;

/** What the service does with people's data, or how far it can be used by everybody. */
export function informationView(subject: Subject, url: URL, language: Language): InformationView {
  const t = translator(language);
  return {
    title: t(`information.${subject}.title`),
    lead: t(`information.${subject}.lead`),
    notices: doneNotices(url, { erased: 'privacy.erase.done' }, language),
    sections: keysOf(subject).map(({ heading, text }) => ({ heading: t(heading), paragraphs: t(text).split('\n') })),
  };
}

interface SectionKeys {
  readonly heading: PlainKey;
  readonly text: PlainKey;
}

type PlainKey = Extract<TextKey, `information.${string}`>;

function keysOf(subject: Subject): SectionKeys[] {
  return subject === 'privacy'
    ? subjects.privacy.map((section): SectionKeys => ({ heading: `information.privacy.${section}`, text: `information.privacy.${section}.text` }))
    : subjects.accessibility.map((section): SectionKeys => ({ heading: `information.accessibility.${section}`, text: `information.accessibility.${section}.text` }));
}
