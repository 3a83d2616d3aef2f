import type { RuleSet } from '#app/domain/rule-set.ts';
import { acceptedEndings } from '#app/features/attachments/upload-kind.ts';
import type { FormGroupView } from '#app/features/shell/form-page-view.ts';
import { fieldWords, optionalFieldWords, type FormState } from '#app/features/shell/form-words.ts';
import { formatKroner, formatPercent } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import type { GrantField } from './grant-form.ts';

export const letterFileField = 'letterFile';

export interface GrantFieldsState extends FormState<GrantField> {
  /** The rules the days choose. */
  readonly ruleSet: RuleSet;
  readonly files: readonly { readonly id: string; readonly name: string }[];
  /** Why the letter's file was not taken in. */
  readonly fileFault?: string | undefined;
}

/** The fields of a grant. Nothing is required: a programme can be worked on before the letter has come. */
export function grantGroups(state: GrantFieldsState): FormGroupView[] {
  const t = translator(state.language);
  const facts = ruleFacts(state);
  const words = (field: GrantField) => fieldWords({ form: 'grant', field, facts }, state);
  const optional = (field: GrantField) => optionalFieldWords({ form: 'grant', field, facts }, state);
  const day = { kind: 'text', width: 'medium', maxLength: 40 } as const;
  return [
    {
      fields: [
        { kind: 'text', ...words('reference'), width: 'medium', maxLength: 60 },
        { kind: 'text', ...words('amount'), unit: t('programme.unit.kroner') },
        { ...day, ...words('appliedOn') },
        { ...day, ...words('letterOn') },
        { ...day, ...words('expiresOn') },
        { kind: 'checkbox', ...words('partPayment'), isChecked: state.typed.partPayment !== '' },
      ],
    },
    {
      legend: t('programme.grant.terms'), hint: ruleText(state),
      fields: [
        { kind: 'text', ...words('percent'), unit: t('programme.unit.percent') },
        { kind: 'text', ...words('dayCap'), unit: t('programme.unit.kroner') },
        { kind: 'area', ...optional('termsReason'), rows: 2, maxLength: 500 },
      ],
    },
    { legend: t('programme.grant.theLetter'), fields: letterFields(state) },
  ];
}

function letterFields(state: GrantFieldsState): FormGroupView['fields'] {
  const t = translator(state.language);
  const words = fieldWords({ form: 'grant', field: 'letter' }, state);
  const upload = {
    kind: 'file', name: letterFileField, label: t('programme.grant.letterFile'), hint: t('programme.grant.letterFile.hint'),
    accept: acceptedEndings,
    error: state.fileFault,
  } as const;
  // The check list leads to `letter`, whichever of the two fields that is.
  if (state.files.length === 0) return [{ ...upload, id: 'letter' }];
  const options = state.files.map(({ id, name }) => ({ value: id, text: name }));
  return [{ kind: 'select', ...words, options, empty: t('programme.grant.letter.none') }, upload];
}

function ruleFacts({ ruleSet, language }: GrantFieldsState) {
  const t = translator(language);
  return {
    ruleSet: t(`ruleSet.${ruleSet.id}`),
    percent: ruleSet.percent === undefined ? t('programme.grant.noPercent') : formatPercent(ruleSet.percent, language),
    dayCap: formatKroner(ruleSet.dayCap, language),
  };
}

function ruleText(state: GrantFieldsState): string {
  const t = translator(state.language);
  const facts = ruleFacts(state);
  const rules = t('programme.grant.ruleSet', facts);
  return state.ruleSet.isVerified ? rules : `${rules} ${t('warning.rule_set_unverified', { ruleSet: facts.ruleSet })}`;
}
