import { isCalendarDate } from '#app/domain/calendar-date.ts';
import { parseMoney, parsePercent } from '#app/domain/money.ts';
import type { Language } from '#app/domain/programme.ts';
import { formatAmount, formatDay, formatPercent } from '#app/i18n/format.ts';
import { isTextKey, sentence, translator, wordsOf } from '#app/i18n/translate.ts';
import type { AuditFacts } from './record-audit.server.ts';

type Fact = AuditFacts[string];

/** What finds a thing again or proves it, and says nothing to a reader. */
const unsaid = new Set(['sha256', 'pdf', 'creditOf']);
/** Texts that people wrote: what looks like an amount in them stays as it was written. */
const written = new Set([
  'accounts', 'activity', 'address', 'administrator', 'attachments', 'bankAccount', 'company', 'consultant', 'contactEmail', 'contactName',
  'contactPhone', 'description', 'email', 'external', 'file', 'files', 'invoiceNumber', 'invoiceSupplier', 'letter', 'message', 'missing', 'name', 'person',
  'place', 'programme', 'purpose', 'recipient', 'reference', 'supplier', 'targetGroup', 'termsReason', 'title',
]);
/** Where a field holds a code, the catalogue's words for it. */
const codes: Readonly<Record<string, readonly string[]>> = {
  kind: ['kind', 'activity'], reason: ['reason'], role: ['people.role', 'role'], language: ['audit.language'],
};

/** Where a field holds several codes with a space between, the area of the catalogue that has words for each. */
const codeLists: Readonly<Record<string, string>> = { scopes: 'api.scope' };

/** A field of an entry in words: `beløp: fra 20 000,00 til 18 000,00`. Undefined for what is not for readers. */
export function factText(field: string, fact: Fact, language: Language): string | undefined {
  if (unsaid.has(field) || fact === null || fact === 0) return undefined;
  const t = translator(language);
  const name = fieldName(field, language);
  if (typeof fact !== 'object') return t('audit.fact', { field: name, value: valueText(field, String(fact), language) });
  if (fact.from === fact.to) return undefined;
  const [from, to] = [fact.from, fact.to].map((value) => (value === null || value === '' ? undefined : valueText(field, value, language)));
  if (from === undefined) return to === undefined ? undefined : t('audit.fact.filled', { field: name, to });
  return to === undefined ? t('audit.fact.emptied', { field: name, from }) : t('audit.fact.changed', { field: name, from, to });
}

function fieldName(field: string, language: Language): string {
  const key = `audit.field.${field}`;
  return isTextKey(key) ? sentence(language, key, {}) : field;
}

function valueText(field: string, value: string, language: Language): string {
  const area = codeLists[field];
  if (area !== undefined) return value.split(' ').map((each) => wordsOf(`${area}.${each}`, language)?.toLocaleLowerCase() ?? each).join(', ');
  const code = (codes[field] ?? []).map((area) => `${area}.${value}`).find(isTextKey);
  if (code !== undefined) return sentence(language, code, {}).toLocaleLowerCase();
  if (value === 'true' || value === 'false') return sentence(language, value === 'true' ? 'audit.yes' : 'audit.no', {});
  if (written.has(field)) return value;
  const share = field === 'percent' ? parsePercent(value) : undefined;
  if (share !== undefined) return formatPercent(share, language);
  return value.replace(/\d{4}-\d\d-\d\d|-?\d+\.\d\d(?!\d)/g, (match) => {
    if (isCalendarDate(match)) return formatDay(match, language);
    const amount = parseMoney(match);
    return amount === undefined ? match : formatAmount(amount, language);
  });
}
