import { daysOf, isRefundable } from '#app/domain/expense.ts';
import { grantReference } from '#app/domain/identifiers.ts';
import { moneyToText, percentToText, type Money } from '#app/domain/money.ts';
import { formatAccountNumber, formatOrganisationNumber, formatWhole } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import type { Run, Text } from '#app/pdf/document.ts';
import type { ClaimWords } from './claim-words.ts';
import type { FactRow } from './facts-table.ts';

/** A value of KS's form. */
export interface FormValue {
  readonly label: string;
  /** As the document shows it. */
  readonly value: Text;
  /** As the form itself takes it, where that is another spelling. */
  readonly plain?: string;
}

/** The values of KS's form in its order, as the document shows them. */
export function formValues(words: ClaimWords): FactRow[] {
  return formFields(words).map(({ label, value }) => [label, value]);
}

/** The values of KS's form in its order. Source: app/domain/README.md § 6. */
export function formFields(words: ClaimWords): FormValue[] {
  const { t, programme, calculation, claimed, kroner, percent, language, own } = words;
  const { facts, grant } = programme;
  const { totals, terms } = calculation;
  const declaration = grant.partPayment === true ? t('document.form.declaration.partPayment') : t('document.form.declaration.value');
  return [
    { label: t('document.form.claimType'), value: claimType(words) },
    { label: t('document.form.reference'), value: referenceText(words), plain: grantReference(grant.reference ?? '').forForm },
    ...applicantValues(words),
    { label: t('document.form.measure'), value: own(facts.name) },
    { label: t('document.form.dates'), value: carriedOut(words) },
    { label: t('document.form.leaders'), value: formatWhole(facts.leaderCount, language), plain: String(facts.leaderCount) },
    ...calculation.kinds.map(({ kind, net, basis }): FormValue => ({
      label: t('document.form.amount', { kind: t(`kind.${kind}`) }), plain: plainAmount(basis),
      value: [figure(kroner(basis)), ...(net.eq(basis) ? [] : [{ text: ` ${t('document.form.amount.cost', { net: kroner(net) })}` }])],
    })),
    { label: t('document.form.basis'), value: [figure(kroner(totals.basis))], plain: plainAmount(totals.basis) },
    {
      label: t('document.form.percent'), value: terms.percent === undefined ? t('document.missing') : [figure(percent(terms.percent))],
      plain: terms.percent === undefined ? '' : percentToText(terms.percent).replace('.', ','),
    },
    { label: t('document.form.claimed'), value: [{ text: claimed, isStrong: true, isFigure: terms.percent !== undefined }], plain: plainAmount(totals.refund) },
    { label: t('document.form.declaration'), value: declaration },
  ];
}

/** What stands on the comma of the other amounts. */
function figure(text: string): Run {
  return { text, isFigure: true };
}

/** The organisation, where to pay and whom to ask. */
function applicantValues({ t, programme, orMissing, own }: ClaimWords): FormValue[] {
  const { organisation, contact } = programme;
  const { street, postalCode, city } = organisation.address ?? { street: '', postalCode: '', city: '' };
  const address = [street, `${postalCode} ${city}`].map((part) => part.trim()).filter((part) => part !== '').join(', ');
  const phone = contact.phone?.trim() ?? '';
  const [number, account] = [organisation.organisationNumber ?? '', organisation.bankAccount ?? ''];
  return [
    { label: t('document.form.organisation'), value: own(organisation.name) },
    { label: t('document.organisationNumber'), value: formatOrganisationNumber(orMissing(number)), plain: number },
    { label: t('document.account'), value: formatAccountNumber(orMissing(account)), plain: account },
    ...(address === '' ? [] : [{ label: t('document.form.address'), value: own(address) }]),
    { label: t('document.form.contact'), value: contact.name },
    { label: t('document.form.email'), value: contact.email },
    ...(phone === '' ? [] : [{ label: t('document.form.phone'), value: phone }]),
  ];
}

/** KS's own name of it, which is Norwegian in every language. */
function claimType({ t, language }: ClaimWords): Text {
  const name = translator('nb')('document.form.claimType.value');
  const [before = '', after] = t('document.form.claimType.value').split(name);
  if (language !== 'en' || after === undefined) return t('document.form.claimType.value');
  return [before, after].flatMap((text, index): Run[] => [...(index === 0 ? [] : [{ text: name, language: 'nb' }]), { text }])
    .filter(({ text }) => text !== '');
}

/** Digits and a comma: what every form that asks for an amount takes. */
function plainAmount(amount: Money): string {
  return moneyToText(amount).replace('.', ',');
}

/** Without its document number, as the form wants it; what the letter says stands beside it. */
function referenceText({ t, programme }: ClaimWords): string {
  const { written, forForm } = grantReference(programme.grant.reference ?? '');
  if (forForm === '') return t('document.missing');
  return written === forForm ? forForm : t('document.form.reference.written', { reference: forForm, written });
}

/** When the measure was carried out: the whole programme, or of a part payment the days it is claimed for. */
function carriedOut({ programme, period }: ClaimWords): string {
  const { facts, grant, expenses } = programme;
  const days = expenses.filter(isRefundable).flatMap(daysOf).sort();
  const [first, last] = [days[0], days.at(-1)];
  const isPart = grant.partPayment === true && first !== undefined && last !== undefined;
  return isPart ? period(first, last) : period(facts.startsOn, facts.endsOn);
}
