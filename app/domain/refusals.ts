import type { Case } from './circumstances.ts';
import { isRefundable, type Expense } from './expense.ts';
import type { Facts, FieldPath, Finding } from './finding.ts';
import { isAccountNumber, isOrganisationNumber } from './identifiers.ts';

export const refusalCodes = [
  'oslo_own_fund', 'organisation_number_missing', 'organisation_number_invalid', 'bank_account_missing', 'bank_account_invalid',
  'grant_reference_missing', 'grant_expiry_missing', 'percent_missing', 'programme_not_finished', 'activity_not_finished', 'service_day_in_future',
  'expense_not_paid', 'consultant_missing', 'service_day_missing', 'attachment_missing', 'attachment_unreadable',
  'expense_in_other_claim', 'refund_not_positive', 'claim_changed',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];
export type Refusal = Finding<RefusalCode>;

/**
 * Everything that stops a claim, in the order of the programme file. Empty when the claim may be made.
 * Source: README.md § 2; KS, «Rutiner for OU-midler» (K4).
 */
export function findRefusals(subject: Case): Refusal[] {
  return [
    ...changeRefusals(subject),
    ...organisationRefusals(subject),
    ...programmeRefusals(subject),
    ...grantRefusals(subject),
    ...activityRefusals(subject),
    ...subject.programme.expenses.flatMap((expense, index) => expenseRefusals(subject, expense, index)),
    ...unreadableAttachments(subject),
    ...refundRefusals(subject),
  ];
}

function refusal(code: RefusalCode, path: FieldPath, facts: Facts = {}): Refusal {
  return { code, path, facts };
}

function changeRefusals({ circumstances }: Case): Refusal[] {
  return circumstances.isChangedSinceOpened === true ? [refusal('claim_changed', [])] : [];
}

function organisationRefusals({ programme, circumstances }: Case): Refusal[] {
  const { organisationNumber, bankAccount } = programme.organisation;
  const found: Refusal[] = [];
  if (circumstances.registerEntry?.isInFund === false) found.push(refusal('oslo_own_fund', ['organisation', 'name']));
  if (isBlank(organisationNumber)) {
    found.push(refusal('organisation_number_missing', ['organisation', 'organisationNumber']));
  } else if (!isOrganisationNumber(organisationNumber)) {
    found.push(refusal('organisation_number_invalid', ['organisation', 'organisationNumber'], { number: organisationNumber }));
  }
  if (isBlank(bankAccount)) {
    found.push(refusal('bank_account_missing', ['organisation', 'bankAccount']));
  } else if (!isAccountNumber(bankAccount)) {
    found.push(refusal('bank_account_invalid', ['organisation', 'bankAccount'], { number: bankAccount }));
  }
  return found;
}

/** The fund pays afterwards («etterskuddsvis»); only a letter that allows part payment lets a claim come before the end. */
function programmeRefusals({ programme, circumstances }: Case): Refusal[] {
  const { endsOn } = programme.facts;
  if (endsOn <= circumstances.today || programme.grant.partPayment === true) return [];
  return [refusal('programme_not_finished', ['programme', 'endsOn'], { endsOn: { on: endsOn } })];
}

function grantRefusals({ programme, calculation }: Case): Refusal[] {
  const found: Refusal[] = [];
  if (isBlank(programme.grant.reference)) found.push(refusal('grant_reference_missing', ['grant', 'reference']));
  if (programme.grant.expiresOn === undefined) found.push(refusal('grant_expiry_missing', ['grant', 'expiresOn']));
  if (calculation.terms.percent === undefined) {
    found.push(refusal('percent_missing', ['grant', 'percent'], { ruleSet: calculation.terms.ruleSet.id }));
  }
  return found;
}

function activityRefusals({ programme, circumstances }: Case): Refusal[] {
  if (programme.grant.partPayment !== true) return [];
  const claimed = new Set(programme.expenses.filter(isRefundable).map((expense) => expense.activity));
  return programme.activities.flatMap((activity, index) => {
    if (activity.endsOn <= circumstances.today || !claimed.has(activity.id)) return [];
    return [refusal('activity_not_finished', ['activities', index, 'endsOn'], { activity: activity.title, endsOn: { on: activity.endsOn } })];
  });
}

function expenseRefusals({ circumstances }: Case, expense: Expense, index: number): Refusal[] {
  if (!isRefundable(expense)) return [];
  const at = (...rest: (string | number)[]) => ['expenses', index, ...rest];
  const facts = { expense: expense.id };
  const { today } = circumstances;
  const found: Refusal[] = [];
  if (circumstances.expensesClaimedElsewhere?.has(expense.id) === true) found.push(refusal('expense_in_other_claim', at(), facts));
  if (expense.consultant === undefined) found.push(refusal('consultant_missing', at('consultant'), facts));
  if (expense.kind === 'fee') {
    if (expense.days.length === 0) found.push(refusal('service_day_missing', at('days'), facts));
    const future = expense.days.findIndex((day) => day.on > today);
    const day = expense.days[future];
    if (day !== undefined) found.push(refusal('service_day_in_future', at('days', future, 'on'), { ...facts, day: { on: day.on } }));
  } else if (expense.incurredOn > today) {
    found.push(refusal('service_day_in_future', at('incurredOn'), { ...facts, day: { on: expense.incurredOn } }));
  }
  if (expense.paidOn === undefined || expense.paidOn > today) found.push(refusal('expense_not_paid', at('paidOn'), facts));
  if (expense.attachments.length === 0) found.push(refusal('attachment_missing', at('attachments'), facts));
  return found;
}

/** Each file once, at the place that first uses it: the letter, then the expenses, refundable or not. */
function unreadableAttachments({ programme, circumstances }: Case): Refusal[] {
  const uses: { name: string; path: FieldPath }[] = [];
  if (programme.grant.letter !== undefined) uses.push({ name: programme.grant.letter, path: ['grant', 'letter'] });
  programme.expenses.forEach((expense, index) => expense.attachments.forEach((name, position) => {
    uses.push({ name, path: ['expenses', index, 'attachments', position] });
  }));
  const seen = new Set<string>();
  return uses.flatMap(({ name, path }) => {
    const state = circumstances.attachments.get(name);
    if (seen.has(name) || state?.isReadable === true) return [];
    seen.add(name);
    return [refusal('attachment_unreadable', path, { file: name, cause: state?.cause ?? 'not_found' })];
  });
}

function refundRefusals({ calculation }: Case): Refusal[] {
  const { refund } = calculation.totals;
  if (calculation.terms.percent === undefined || refund.gt(0)) return [];
  return [refusal('refund_not_positive', ['expenses'], { refund: { kroner: refund } })];
}

function isBlank(text: string | undefined): text is undefined {
  return text === undefined || text.trim() === '';
}
