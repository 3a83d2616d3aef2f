import { languages } from '#app/domain/programme.ts';
import type { FormGroupView } from '#app/features/shell/form-page-view.ts';
import { fieldWords, optionalFieldWords, type FormState } from '#app/features/shell/form-words.ts';
import { translator } from '#app/i18n/translate.ts';
import type { OrganisationField } from './organisation-form.ts';
import { registerChoices } from './register-choices.ts';

/** The fields of the organisation's form. Without the right to see it, the account is left out. */
export function organisationGroups(state: FormState<OrganisationField>, { maySeeAccount }: { maySeeAccount: boolean }): FormGroupView[] {
  const t = translator(state.language);
  const words = (field: OrganisationField) => fieldWords({ form: 'organisation', field }, state);
  const optional = (field: OrganisationField) => optionalFieldWords({ form: 'organisation', field }, state);
  return [
    {
      legend: t('programme.organisation.who'),
      fields: [
        { kind: 'select', ...words('register'), options: registerChoices(), empty: t('programme.organisation.register.none') },
        { kind: 'text', ...words('name'), isRequired: true, autoComplete: 'organization' },
        { kind: 'text', ...words('organisationNumber'), width: 'medium', inputMode: 'numeric', maxLength: 40 },
        {
          kind: 'radios', ...words('language'), isInline: true,
          options: languages.map((language) => ({ value: language, text: t(`programme.language.${language}`) })),
        },
      ],
    },
    {
      legend: t('programme.organisation.payment'),
      fields: [
        ...(maySeeAccount ? [{ kind: 'text' as const, ...words('bankAccount'), width: 'medium' as const, inputMode: 'numeric' as const, maxLength: 40 }] : []),
        { kind: 'text', ...optional('street'), autoComplete: 'street-address' },
        { kind: 'text', ...optional('postalCode'), width: 'short', inputMode: 'numeric', maxLength: 10, autoComplete: 'postal-code' },
        { kind: 'text', ...optional('city'), width: 'medium', maxLength: 100, autoComplete: 'address-level2' },
      ],
    },
    {
      legend: t('programme.organisation.attestation'),
      fields: [{ kind: 'checkbox', ...words('allowsExternalAttestation'), isChecked: state.typed.allowsExternalAttestation !== '' }],
    },
    {
      legend: t('programme.organisation.document'),
      fields: [{ kind: 'checkbox', ...words('claimHoldsFiles'), isChecked: state.typed.claimHoldsFiles !== '' }],
    },
    {
      legend: t('programme.organisation.signIn'),
      fields: [{ kind: 'checkbox', ...words('requiresSecondFactor'), isChecked: state.typed.requiresSecondFactor !== '' }],
    },
  ];
}
