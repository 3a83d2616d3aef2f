import { daysOf, isRefundable } from '#app/domain/expense.ts';
import { grantReference } from '#app/domain/identifiers.ts';
import { formatAccountNumber, formatOrganisationNumber, formatWhole } from '#app/i18n/format.ts';
import type { ClaimWords } from './claim-words.ts';
import type { FactRow } from './facts-table.ts';

/** The values of KS's form in its order. Source: app/domain/README.md § 6. */
export function formValues(words: ClaimWords): FactRow[] {
  const { t, programme, calculation, claimed, kroner, percent, language } = words;
  const { facts, grant } = programme;
  const { totals, terms } = calculation;
  const declaration = grant.partPayment === true ? t('document.form.declaration.partPayment') : t('document.form.declaration.value');
  return [
    [t('document.form.claimType'), t('document.form.claimType.value')],
    [t('document.form.reference'), referenceText(words)],
    ...applicantValues(words),
    [t('document.form.measure'), facts.name],
    [t('document.form.dates'), carriedOut(words)],
    [t('document.form.leaders'), formatWhole(facts.leaderCount, language)],
    ...calculation.kinds.map(({ kind, net, basis }): FactRow => [
      t('document.form.amount', { kind: t(`kind.${kind}`) }),
      net.eq(basis) ? kroner(basis) : t('document.form.amount.value', { basis: kroner(basis), net: kroner(net) }),
    ]),
    [t('document.form.basis'), kroner(totals.basis)],
    [t('document.form.percent'), terms.percent === undefined ? t('document.missing') : percent(terms.percent)],
    [t('document.form.claimed'), [{ text: claimed, isStrong: true }]],
    [t('document.form.declaration'), declaration],
  ];
}

/** The organisation, where to pay and whom to ask. */
function applicantValues({ t, programme, orMissing }: ClaimWords): FactRow[] {
  const { organisation, contact } = programme;
  const { street, postalCode, city } = organisation.address ?? { street: '', postalCode: '', city: '' };
  const address = [street, `${postalCode} ${city}`].map((part) => part.trim()).filter((part) => part !== '').join(', ');
  const phone = contact.phone?.trim() ?? '';
  return [
    [t('document.form.organisation'), organisation.name],
    [t('document.organisationNumber'), formatOrganisationNumber(orMissing(organisation.organisationNumber))],
    [t('document.account'), formatAccountNumber(orMissing(organisation.bankAccount))],
    ...(address === '' ? [] : [[t('document.form.address'), address] as const]),
    [t('document.form.contact'), contact.name],
    [t('document.form.email'), contact.email],
    ...(phone === '' ? [] : [[t('document.form.phone'), phone] as const]),
  ];
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
