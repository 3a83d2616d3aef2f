import type { Language } from '#app/domain/programme.ts';
import { sentence, translator, type TextKey } from '#app/i18n/translate.ts';

interface FaultInput {
  readonly language: Language;
  /** What the person can tell, and the log has too. */
  readonly requestId: string;
  /** How long to wait, of one who came too often. */
  readonly waitSeconds?: number | undefined;
}

/**
 * What a request that was turned away came to, in plain words: what, why and what now, a paragraph a line. It is an answer's
 * body, read by `readFault` where there is a page around it, and by the person where there is none, as for a download.
 */
export function faultText(status: number, { language, requestId, waitSeconds = 60 }: FaultInput): string {
  const minutes = Math.ceil(waitSeconds / 60);
  const { heading, text } = status === 429 && minutes === 1 ? oneMinute : words.get(status) ?? other;
  const values = { most: mostMegabytes, minutes };
  return [sentence(language, heading, values), sentence(language, text, values), translator(language)('page.fault.reference', { id: requestId })].join('\n');
}

/** The most a form with files may hold; the limit itself stands in app/http/body-limits.ts. */
const mostMegabytes = 40;

interface FaultWords {
  readonly heading: TextKey;
  readonly text: TextKey;
}

const oneMinute: FaultWords = { heading: 'page.fault.429.heading', text: 'page.fault.429.text.one' };
const other: FaultWords = { heading: 'page.failed.heading', text: 'page.failed.text' };

const words: ReadonlyMap<number, FaultWords> = new Map([
  [400, { heading: 'page.fault.400.heading', text: 'page.fault.400.text' }],
  [401, { heading: 'page.fault.401.heading', text: 'page.fault.401.text' }],
  [403, { heading: 'page.fault.403.heading', text: 'page.fault.403.text' }],
  [404, { heading: 'page.notFound.heading', text: 'page.notFound.text' }],
  [405, { heading: 'page.fault.400.heading', text: 'page.fault.400.text' }],
  [409, { heading: 'page.fault.409.heading', text: 'page.fault.409.text' }],
  [413, { heading: 'page.fault.413.heading', text: 'form.tooLarge' }],
  [422, { heading: 'page.fault.422.heading', text: 'page.fault.422.text' }],
  [429, { heading: 'page.fault.429.heading', text: 'page.fault.429.text' }],
  [503, { heading: 'page.fault.503.heading', text: 'page.fault.503.text' }],
] as const);
