import type { FormFieldView } from '#app/components/form-fields.tsx';
import { languages } from '#app/domain/programme.ts';
import type { FormGroupView } from '#app/features/shell/form-page-view.ts';
import { fieldWords, optionalFieldWords, type FormState } from '#app/features/shell/form-words.ts';
import { longestEmail } from '#app/features/users/email.ts';
import { translator } from '#app/i18n/translate.ts';
import { offeredRoles, type InviteChoices, type InviteField } from './invite-form.ts';

/** The fields of an invitation: who, as what, and what only a consultant has. */
export function inviteGroups(state: FormState<InviteField>, choices: InviteChoices): FormGroupView[] {
  const t = translator(state.language);
  const who = { fields: whoFields(state, choices) };
  return choices.programmes.length === 0 ? [who] : [
    who,
    { legend: t('invitation.form.consultant'), hint: t('invitation.form.consultant.about'), fields: consultantFields(state, choices) },
  ];
}

function whoFields(state: FormState<InviteField>, choices: InviteChoices): FormFieldView[] {
  const t = translator(state.language);
  const words = (field: InviteField) => fieldWords({ form: 'invite', field }, state);
  return [
    { kind: 'text', ...words('name'), autoComplete: 'off', isRequired: true, maxLength: 200 },
    { kind: 'text', ...words('email'), type: 'email', autoComplete: 'off', isRequired: true, maxLength: longestEmail },
    {
      kind: 'radios', ...words('role'),
      options: offeredRoles(choices).map((role) => ({ value: role, text: t(`people.role.${role}`), hint: t(`people.role.${role}.may`) })),
    },
    {
      kind: 'select', ...words('language'), isRequired: true,
      options: languages.map((language) => ({ value: language, text: t(`programme.language.${language}`) })),
    },
  ];
}

function consultantFields(state: FormState<InviteField>, { programmes, consultants }: InviteChoices): FormFieldView[] {
  const t = translator(state.language);
  const words = (field: InviteField) => optionalFieldWords({ form: 'invite', field }, state);
  return [
    {
      kind: 'select', ...words('programme'), optional: undefined, empty: t('invitation.form.noProgramme'),
      options: programmes.map(({ id, name }) => ({ value: id, text: name })),
    },
    {
      kind: 'select', ...words('consultant'), empty: t('invitation.form.newConsultant'),
      options: consultants.map(({ id, name, company }) => ({ value: id, text: company === undefined ? name : `${name}, ${company}` })),
    },
    { kind: 'text', ...words('endsOn'), width: 'medium', maxLength: 40 },
  ];
}
