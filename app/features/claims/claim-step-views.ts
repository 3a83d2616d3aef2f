import type { FormCardView } from '#app/components/form-card.tsx';
import { formErrors } from '#app/components/form-errors.ts';
import type { FormFieldView } from '#app/components/form-fields.tsx';
import { absolute, minus, parseMoney } from '#app/domain/money.ts';
import { claimAddress } from '#app/features/shell/addresses.ts';
import { formatAmount, formatDay, formatKroner } from '#app/i18n/format.ts';
import { parseAmount } from '#app/i18n/parse-amount.ts';
import { sentence, translator } from '#app/i18n/translate.ts';
import { longestStepReason, type StepField } from './claim-step-form.ts';
import type { ClaimSubject, StepAttempt } from './claim-subject.ts';

/** A form of a claim's page. */
export interface StepFormView {
  readonly card: FormCardView;
  readonly fields: readonly FormFieldView[];
}

type StepIntent = 'submit' | 'settle' | 'withdraw' | 'replace';
type StepSubject = ClaimSubject & { readonly attempt: StepAttempt | undefined };

/** The forms of the steps that ask for something, with what was typed in the one that came back. */
export const stepForms: Record<StepIntent, (subject: StepSubject) => StepFormView> = {
  submit: (subject) => formOf('submit', subject, [dayField('submittedOn', subject)]),
  settle: (subject) => formOf('settle', subject, [dayField('receivedOn', subject), receivedField(subject), differenceField(subject)]),
  withdraw: (subject) => formOf('withdraw', subject, [reasonField('withdrawReason', subject)]),
  replace: (subject) => formOf('replace', subject, [reasonField('replaceReason', subject)]),
};

function formOf(intent: StepIntent, subject: StepSubject, fields: readonly FormFieldView[]): StepFormView {
  const { organisationId, programmeId, claim, newKey, reader: { language } } = subject;
  const t = translator(language);
  return {
    card: {
      action: claimAddress({ organisationId, programmeId, id: claim.id }), isPlain: true,
      hidden: { form_key: newKey(), version: String(claim.version), intent }, submit: t(`claim.act.${intent}.submit`),
      isDanger: intent === 'withdraw', errorsId: `${intent}-errors`, errors: formErrors(t('page.errorSummary.heading'), fields),
    },
    fields,
  };
}

function dayField(name: 'submittedOn' | 'receivedOn', subject: StepSubject): FormFieldView {
  const { today, reader: { language } } = subject;
  const t = translator(language);
  return {
    kind: 'text', name, label: t(`claim.field.${name}`), hint: t('claim.field.day.hint', { example: formatDay(today, language) }),
    value: typed(name, subject) ?? formatDay(today, language), error: errorText(name, subject), width: 'short', isRequired: true, maxLength: 40,
  };
}

function receivedField(subject: StepSubject): FormFieldView {
  const { claim, reader: { language } } = subject;
  const t = translator(language);
  const refund = claim.approved?.refund;
  return {
    kind: 'text', name: 'received', label: t('claim.field.received'), unit: t('claim.unit.kroner'), error: errorText('received', subject),
    hint: refund && t('claim.field.received.hint', { refund: formatKroner(refund, language) }), width: 'short', isRequired: true,
    value: typed('received', subject) ?? (refund === undefined ? '' : formatAmount(refund, language)),
  };
}

function differenceField(subject: StepSubject): FormFieldView {
  const t = translator(subject.reader.language);
  return {
    kind: 'area', name: 'differenceReason', label: t('claim.field.differenceReason'), hint: t('claim.field.differenceReason.hint'),
    value: typed('differenceReason', subject) ?? '', error: errorText('differenceReason', subject), rows: 3, maxLength: longestStepReason,
  };
}

function reasonField(name: 'withdrawReason' | 'replaceReason', subject: StepSubject): FormFieldView {
  const t = translator(subject.reader.language);
  return {
    kind: 'area', name, label: t(`claim.field.${name}`), value: typed(name, subject) ?? '', error: errorText(name, subject), rows: 3,
    maxLength: longestStepReason, isRequired: true,
  };
}

function typed(field: StepField, { attempt }: StepSubject): string | undefined {
  return attempt?.typed[field] || undefined;
}

/** What is wrong, why, and what to do now; of a difference also how large it is. */
function errorText(field: StepField, subject: StepSubject): string | undefined {
  const { attempt, claim, reader: { language } } = subject;
  const error = attempt?.errors[field];
  if (error === undefined) return undefined;
  const received = parseMoney(parseAmount(attempt?.typed.received ?? '') ?? '');
  const refund = claim.approved?.refund;
  if (error === 'differenceMissing' && received !== undefined && refund !== undefined) {
    const difference = formatKroner(absolute(minus(refund, received)), language);
    return translator(language)(received.lt(refund) ? 'claim.error.differenceLess' : 'claim.error.differenceMore', { difference });
  }
  return sentence(language, `claim.error.${error}`, { most: longestStepReason });
}
