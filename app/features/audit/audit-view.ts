import type { Language } from '#app/domain/programme.ts';
import { claimAddress, expenseAddress, programmeAddress } from '#app/features/shell/addresses.ts';
import { formatAmount, formatMoment } from '#app/i18n/format.ts';
import { isTextKey, sentence, translator } from '#app/i18n/translate.ts';
import type { AuditEntry, SubjectNames } from './audit-entry.ts';
import { factText } from './fact-words.ts';

/** The trail for reading: who did what and when, in a sentence each. */
export interface AuditListView {
  readonly label: string;
  readonly items: readonly AuditItemView[];
}

export interface AuditItemView {
  readonly key: string;
  readonly when: string;
  /** For machines: the instant. */
  readonly at: string;
  readonly text: string;
  readonly details: readonly string[];
  readonly link: { readonly href: string; readonly text: string } | undefined;
}

export interface AuditListInput {
  readonly entries: readonly AuditEntry[];
  readonly names: SubjectNames;
  readonly organisationId: string;
  /** True where the trail is of several things: each says which it is about, and leads to it. */
  readonly hasLinks: boolean;
  readonly language: Language;
}

export function auditListView(input: AuditListInput): AuditListView {
  const { entries, language } = input;
  return { label: translator(language)('audit.list.label'), items: entries.map((entry) => itemOf(entry, input)) };
}

function itemOf(entry: AuditEntry, input: AuditListInput): AuditItemView {
  const { language } = input;
  const { shownIn, details } = factsOf(entry, language);
  return {
    key: String(entry.sequence),
    when: formatMoment(new Date(entry.at), language),
    at: entry.at,
    text: sentence(language, actionKey(entry.action), {
      ...shownIn, actor: entry.actorName, subject: subjectOf(entry, input), action: entry.action,
    }),
    details,
    link: input.hasLinks ? linkOf(entry, input) : undefined,
  };
}

function actionKey(action: string): Parameters<typeof sentence>[1] {
  const key = `audit.action.${action}`;
  return isTextKey(key) ? key : 'audit.action.other';
}

/** Simple facts may stand in the sentence itself; the rest follows it, a line each. */
function factsOf({ action, facts }: AuditEntry, language: Language) {
  const key = actionKey(action);
  const inSentence = new Set((sentence(language, key, {}).match(/\{\w+\}/g) ?? []).map((name) => name.slice(1, -1)));
  const shownIn: Record<string, string | number> = {};
  const details: string[] = [];
  for (const [field, fact] of Object.entries(facts)) {
    if (inSentence.has(field) && (typeof fact === 'string' || typeof fact === 'number')) {
      shownIn[field] = fact;
      continue;
    }
    const text = field === 'number' ? undefined : factText(field, fact, language);
    if (text !== undefined) details.push(text);
  }
  return { shownIn, details };
}

/** What it is about: by the name it has now, else by the name in the entry. */
function subjectOf({ subject: { kind, id }, facts }: AuditEntry, { names, language }: AuditListInput): string {
  const expense = names.expenses.get(id);
  if (expense !== undefined) {
    return expense.description ?? `${sentence(language, `kind.${expense.kind}`, {})} ${formatAmount(expense.amount, language)}`;
  }
  const kept = [facts['name'], facts['title'], facts['file'], facts['files']].find((fact) => typeof fact === 'string');
  return names.names.get(id) ?? kept ?? translator(language)(kind === 'invitation' ? 'audit.subject.somebody' : 'audit.subject.gone');
}

function linkOf({ subject: { kind, id }, programmeId, action }: AuditEntry, input: AuditListInput): AuditItemView['link'] {
  const { organisationId, names, language } = input;
  if (programmeId === undefined) return undefined;
  const programme = names.names.get(programmeId);
  if (programme === undefined) return undefined;
  const t = translator(language);
  const place = { organisationId, programmeId, id };
  if (kind === 'expense' && names.expenses.has(id)) return { href: expenseAddress(place), text: t('audit.link.expense') };
  if (kind === 'claim' && action !== 'claim.discarded') return { href: claimAddress(place), text: t('audit.link.claim') };
  return { href: programmeAddress(organisationId, programmeId), text: programme };
}
