import type { Language } from '#app/domain/programme.ts';
import { sentence } from '#app/i18n/translate.ts';

export const partFaults = ['missing', 'tooLong', 'chosen', 'dayUnclear', 'endsBefore', 'notWhole'] as const;
export type PartFault = (typeof partFaults)[number];

/** The longest name, title or place of a part. */
export const longestPartText = 200;

/** What is wrong with a field of a part, in words that name it. */
export function partFaultText(fault: PartFault | undefined, label: string, language: Language): string | undefined {
  return fault === undefined ? undefined : sentence(language, `part.error.${fault}`, { label, most: longestPartText });
}

/** A text that must be there and fits; its fault else. */
export function textFault(text: string): PartFault | undefined {
  if (text.trim() === '') return 'missing';
  return lengthFault(text);
}

export function lengthFault(text: string): PartFault | undefined {
  return text.trim().length > longestPartText ? 'tooLong' : undefined;
}
