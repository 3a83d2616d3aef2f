import type { FormGroupView } from '#app/features/shell/form-page-view.ts';
import { fieldWords, optionalFieldWords, type FormState } from '#app/features/shell/form-words.ts';
import { translator } from '#app/i18n/translate.ts';
import type { ProgrammeField } from './programme-form.ts';

/** The fields of a programme's form, new or stored. */
export function programmeGroups(state: FormState<ProgrammeField>): FormGroupView[] {
  const t = translator(state.language);
  const words = (field: ProgrammeField) => fieldWords({ form: 'facts', field }, state);
  const optional = (field: ProgrammeField) => optionalFieldWords({ form: 'facts', field }, state);
  return [
    {
      fields: [
        { kind: 'text', ...words('name'), isRequired: true },
        { kind: 'text', ...words('leaderCount'), isRequired: true, inputMode: 'numeric', width: 'short', maxLength: 9 },
        { kind: 'text', ...words('startsOn'), isRequired: true, width: 'medium', maxLength: 40 },
        { kind: 'text', ...words('endsOn'), isRequired: true, width: 'medium', maxLength: 40 },
        { kind: 'text', ...optional('targetGroup') },
        { kind: 'area', ...optional('purpose'), rows: 3 },
      ],
    },
    {
      legend: t('programme.facts.supplier'),
      fields: [
        { kind: 'text', ...optional('supplierName'), autoComplete: 'off' },
        { kind: 'text', ...optional('supplierNumber'), inputMode: 'numeric', width: 'medium', maxLength: 40 },
      ],
    },
    {
      legend: t('programme.facts.contact'), hint: t('programme.facts.contact.hint'),
      fields: [
        { kind: 'text', ...words('contactName'), isRequired: true, autoComplete: 'name' },
        { kind: 'text', ...words('contactEmail'), isRequired: true, type: 'email', maxLength: 254, autoComplete: 'email' },
        { kind: 'text', ...optional('contactPhone'), type: 'tel', width: 'medium', maxLength: 40, autoComplete: 'tel' },
      ],
    },
  ];
}
