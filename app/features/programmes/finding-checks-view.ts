import type { CheckView } from '#app/components/check-list.tsx';
import type { LinkView } from '#app/components/link-view.ts';
import type { FieldPath, Finding } from '#app/domain/finding.ts';
import type { Permission } from '#app/domain/permissions.ts';
import type { Language } from '#app/domain/programme.ts';
import { expenseAddress, organisationAddress, programmeAddress } from '#app/features/shell/addresses.ts';
import { findingText } from '#app/i18n/finding-text.ts';
import { isTextKey, sentence, translator, type TextKey } from '#app/i18n/translate.ts';

/** A finding and the expense it belongs to, when it belongs to one. */
interface PlacedFinding {
  readonly finding: Finding<string>;
  readonly expenseId: string | undefined;
}

/** Where the findings belong, and who is to mend them. */
export interface FindingPlace {
  readonly organisationId: string;
  readonly programmeId: string;
  /** What an expense is called where the findings are shown, by its id: its number. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly language: Language;
  /** Links go to what the reader may change, and to the expenses they may read. */
  readonly may: (permission: Permission) => boolean;
}

/** Findings as a check list, each with the way to the very field. The same finding of several expenses is told once. */
export function findingChecks(area: 'refusal' | 'warning', findings: readonly PlacedFinding[], place: FindingPlace): CheckView[] {
  const t = translator(place.language);
  const tone = area === 'refusal' ? 'danger' as const : 'warning' as const;
  const toneText = t(area === 'refusal' ? 'overview.check.refused' : 'overview.check.warned');
  const groups = Map.groupBy(findings, (placed) => groupKey(placed));
  return [...groups.values()].flatMap((group): CheckView[] => {
    const [first] = group;
    if (first === undefined) return [];
    const many = manyKey(first.finding.code);
    if (group.length === 1 || many === undefined) return [{ tone, toneText, text: textOf(area, first, place), link: linkOf(first, place) }];
    const text = sentence(place.language, many, { count: group.length });
    return [{
      tone, toneText, text: withHelper(text, first, place),
      links: [...group.flatMap((placed) => numberLink(placed, place) ?? []), ...(sendsFileFor(first, place) ? [filesLink(place)] : [])],
    }];
  });
}

/** Findings that can be told of together have a sentence for it; others stand alone. */
function groupKey({ finding, expenseId }: PlacedFinding): unknown {
  return expenseId !== undefined && manyKey(finding.code) !== undefined ? finding.code : finding;
}

function manyKey(code: string): TextKey | undefined {
  const key = `overview.many.${code}`;
  return isTextKey(key) ? key : undefined;
}

/** Expenses are told of by their numbers: an id says nothing to a person. What only the administrator can mend says so. */
function textOf(area: 'refusal' | 'warning', placed: PlacedFinding, place: FindingPlace): string {
  const { finding } = placed;
  const { numbers, language, may } = place;
  const facts = { ...finding.facts };
  for (const name of ['expense', 'other']) {
    const id = finding.facts[name];
    const number = typeof id === 'string' ? numbers.get(id) : undefined;
    if (number !== undefined) facts[name] = number;
  }
  const { message } = findingText(area, { ...finding, facts }, language);
  const isForOthers = finding.path[0] === 'organisation' && may('programme.edit') && !may('organisation.edit');
  return isForOthers ? `${message} ${translator(language)('overview.check.byAdministrator')}` : withHelper(message, placed, place);
}

/** Of one who sends files but changes no costs, a consultant: the way to a voucher that is missing is to send it. */
function sendsFileFor({ finding: { path: [part, , field] } }: PlacedFinding, { may }: FindingPlace): boolean {
  return part === 'expenses' && field === 'attachments' && may('file.add') && !may('expense.edit');
}

/** A sentence that asks for a change of a cost says to a consultant who makes it; a file of theirs they unlock themselves. */
function withHelper(text: string, placed: PlacedFinding, place: FindingPlace): string {
  const { may, language } = place;
  if (placed.finding.path[0] !== 'expenses' || !may('file.add') || may('expense.edit') || isLocked(placed)) return text;
  return `${text} ${translator(language)(sendsFileFor(placed, place) ? 'overview.check.filesForMunicipality' : 'overview.check.byMunicipality')}`;
}

function isLocked({ finding: { facts } }: PlacedFinding): boolean {
  return facts['cause'] === 'password';
}

function filesLink({ organisationId, programmeId, language }: FindingPlace): LinkView {
  return { href: programmeAddress(organisationId, programmeId, 'files'), text: translator(language)('overview.check.link.files') };
}

function numberLink(placed: PlacedFinding, place: FindingPlace): LinkView | undefined {
  const href = fieldAddress(placed, place);
  const number = place.numbers.get(placed.expenseId ?? '');
  if (href === undefined || number === undefined) return undefined;
  return { href, text: translator(place.language)('overview.check.link.number', { number }) };
}

/** A locked file is unlocked where all files are, whichever line it proves. */
function linkOf(placed: PlacedFinding, place: FindingPlace): LinkView | undefined {
  const t = translator(place.language);
  if (sendsFileFor(placed, place)) return filesLink(place);
  if (isLocked(placed) && place.may('expense.edit')) {
    return { href: programmeAddress(place.organisationId, place.programmeId, 'files'), text: t('overview.check.link.password') };
  }
  const href = fieldAddress(placed, place);
  if (href === undefined) return undefined;
  const number = place.numbers.get(placed.expenseId ?? '');
  if (number !== undefined) return { href, text: t('overview.check.link.expense', { number }) };
  const [part] = placed.finding.path;
  return part === 'grant' || part === 'programme' || part === 'activities' || part === 'organisation'
    ? { href, text: t(`overview.check.link.${part}`) }
    : undefined;
}

/**
 * The field a finding is about, in the form it is filled in by. Who may not change an expense comes to its page, to see which one it is;
 * elsewhere there is nowhere to go for who may not change it.
 */
function fieldAddress({ finding: { path }, expenseId }: PlacedFinding, place: FindingPlace): string | undefined {
  const { organisationId, programmeId, may } = place;
  const [part] = path;
  if (part === 'organisation') return may('organisation.edit') ? `${organisationAddress(organisationId, 'settings')}${fragment(path)}` : undefined;
  if (part === 'expenses') {
    if (expenseId === undefined || !may('expense.read')) return undefined;
    const page = expenseAddress({ organisationId, programmeId, id: expenseId });
    return may('expense.edit') ? `${page}${expenseFragment(path)}` : page;
  }
  if (!may('programme.edit')) return undefined;
  if (part === 'grant') return `${programmeAddress(organisationId, programmeId, 'grant')}${fragment(path)}`;
  if (part === 'programme') return `${programmeAddress(organisationId, programmeId, 'edit')}${fragment(path)}`;
  return part === 'activities' ? programmeAddress(organisationId, programmeId, 'activities') : undefined;
}

function fragment([, field]: FieldPath): string {
  return typeof field === 'string' ? `#${field}` : '';
}

/** Service days and the day of another cost are one field; a file is added where files are sent. */
const expenseFields: Readonly<Record<string, string>> = { incurredOn: '#days', attachments: '#upload' };

function expenseFragment([, , field]: FieldPath): string {
  if (typeof field !== 'string') return '';
  return expenseFields[field] ?? `#${field}`;
}
