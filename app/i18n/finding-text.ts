import type { Step } from '#app/domain/explanation.ts';
import { pathToText, type Fact, type Facts, type Finding } from '#app/domain/finding.ts';
import type { Language } from '#app/domain/programme.ts';
import { formatDay, formatDays, formatKroner, formatPercent } from './format.ts';
import { isTextKey, sentence, type TextKey } from './translate.ts';

/** A finding as a person reads it, and the field it is about. */
export interface FindingText {
  readonly code: string;
  /** `expenses[3].paidOn` */
  readonly path: string;
  readonly message: string;
}

/** Says a refusal, warning or problem in words. */
export function findingText(area: 'refusal' | 'warning' | 'schema', finding: Finding<string>, language: Language): FindingText {
  const message = say(`${area}.${finding.code}`, finding.facts, language);
  return { code: finding.code, path: printable(pathToText(finding.path)), message: printable(message) };
}

/** A file may hold anything; a terminal must not obey it, and a finding stays on its line. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\ufffd');
}

/** Says one step of a calculation. */
export function stepText(step: Step, language: Language): string {
  return say(`step.${step.code}`, step.facts, language);
}

function say(key: string, facts: Facts, language: Language): string {
  if (!isTextKey(key)) throw new Error(`There is no sentence for ${key}`);
  const values = Object.entries(facts).map(([name, fact]) => [name, factText(name, fact, language)] as const);
  return sentence(language, key, Object.fromEntries(values));
}

function factText(name: string, fact: Fact, language: Language): string | number {
  if (typeof fact === 'number') return fact;
  if (typeof fact === 'string') return codeText(name, fact, language);
  if ('kroner' in fact) return formatKroner(fact.kroner, language);
  if ('days' in fact) return formatDays(fact.days, language).join(', ');
  return 'percent' in fact ? formatPercent(fact.percent, language) : formatDay(fact.on, language);
}

/** Reasons and causes are codes that have words of their own. */
const codeAreas: Readonly<Record<string, string>> = { reason: 'reason', cause: 'unreadable', ruleSet: 'ruleSet', expected: 'type' };

function codeText(name: string, text: string, language: Language): string {
  const area = codeAreas[name];
  const key = `${area ?? ''}.${text}`;
  return area !== undefined && isTextKey(key) ? sentence(language, key satisfies TextKey, {}) : text;
}
