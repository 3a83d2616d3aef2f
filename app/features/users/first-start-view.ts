import type { FormCardView } from '#app/components/form-card.tsx';
import { formErrors } from '#app/components/form-errors.ts';
import type { FormFieldView } from '#app/components/form-fields.tsx';
import type { Language } from '#app/domain/programme.ts';
import { registerChoices } from '#app/features/organisations/register-choices.ts';
import { isTextKey, sentence, translator } from '#app/i18n/translate.ts';
import { longestEmail } from './email.ts';
import { otherOrganisation, type FirstStartErrors, type FirstStartField, type FirstStartTyped } from './first-start-form.ts';
import { longestPassword, shortestPassword } from './password-rules.ts';

export interface FirstStartView {
  readonly title: string;
  readonly lead: string;
  readonly form: FormCardView;
  readonly codeFields: readonly FormFieldView[];
  readonly groups: readonly { readonly legend: string; readonly hint: string; readonly fields: readonly FormFieldView[] }[];
}

const nothing: FirstStartTyped = { code: '', organisation: '', organisationName: '', name: '', email: '', password: '', passwordAgain: '' };

/** The first page of a new installation. What was typed stays, but for the passwords. */
export function firstStartView(language: Language, typed: FirstStartTyped = nothing, errors: FirstStartErrors = {}): FirstStartView {
  const t = translator(language);
  const limits = { least: shortestPassword, most: longestPassword };
  const faultOf = (field: FirstStartField) => {
    const code = errors[field];
    if (code === 'oslo') return t('refusal.oslo_own_fund');
    const key = [`people.firstStart.error.${code}`, `people.password.${code}`].find(isTextKey);
    return key === undefined ? undefined : sentence(language, key, limits);
  };
  const codeFields = codeFieldsOf({ language, typed, faultOf });
  const organisationFields = organisationFieldsOf({ language, typed, faultOf });
  const personFields = personFieldsOf({ language, typed, faultOf });
  return {
    title: t('people.firstStart.heading'),
    lead: t('people.firstStart.lead'),
    form: {
      errors: formErrors(t('page.errorSummary.heading'), [...codeFields, ...organisationFields, ...personFields]),
      submit: t('people.firstStart.submit'),
    },
    codeFields,
    groups: [
      { legend: t('people.firstStart.organisation.legend'), hint: t('people.firstStart.organisation.about'), fields: organisationFields },
      { legend: t('people.firstStart.person.legend'), hint: t('people.firstStart.person.about'), fields: personFields },
    ],
  };
}

interface FieldStates {
  readonly language: Language;
  readonly typed: FirstStartTyped;
  readonly faultOf: (field: FirstStartField) => string | undefined;
}

function codeFieldsOf({ language, typed, faultOf }: FieldStates): FormFieldView[] {
  const t = translator(language);
  return [{
    kind: 'text', name: 'code', label: t('people.firstStart.code'), hint: t('people.firstStart.code.hint'), value: typed.code, width: 'medium',
    maxLength: 40, isRequired: true, error: faultOf('code'),
  }];
}

function organisationFieldsOf({ language, typed, faultOf }: FieldStates): FormFieldView[] {
  const t = translator(language);
  return [
    {
      kind: 'select', name: 'organisation', label: t('people.firstStart.organisation'), hint: t('people.firstStart.organisation.hint'),
      value: typed.organisation, empty: t('people.firstStart.choose'), isRequired: true, error: faultOf('organisation'),
      options: [...registerChoices(), { value: otherOrganisation, text: t('people.firstStart.other') }],
    },
    {
      kind: 'text', name: 'organisationName', label: t('people.firstStart.organisationName'), optional: t('form.optional'),
      hint: t('people.firstStart.organisationName.hint'), value: typed.organisationName, autoComplete: 'organization', error: faultOf('organisationName'),
    },
  ];
}

function personFieldsOf({ language, typed, faultOf }: FieldStates): FormFieldView[] {
  const t = translator(language);
  return [
    { kind: 'text', name: 'name', label: t('people.name'), value: typed.name, autoComplete: 'name', isRequired: true, error: faultOf('name') },
    {
      kind: 'text', name: 'email', label: t('people.email'), value: typed.email, type: 'email', autoComplete: 'username', maxLength: longestEmail,
      isRequired: true, error: faultOf('email'),
    },
    // Room for more than is allowed: a browser would cut what is too long and say nothing.
    {
      kind: 'text', name: 'password', label: t('people.password'), hint: t('people.password.hint', { least: shortestPassword }), value: '',
      type: 'password', autoComplete: 'new-password', maxLength: 1_000, isRequired: true, error: faultOf('password'),
    },
    {
      kind: 'text', name: 'passwordAgain', label: t('people.passwordAgain'), value: '', type: 'password', autoComplete: 'new-password', maxLength: 1_000,
      isRequired: true, error: faultOf('passwordAgain'),
    },
  ];
}
