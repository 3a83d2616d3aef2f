import type { Language } from '#app/domain/programme.ts';
import { isTextKey, sentence, translator, type TextKey } from '#app/i18n/translate.ts';
import type { FieldFaults, Typed } from './form-reading.ts';

/** A form as it is shown: what was typed, and what is wrong with it. */
export interface FormState<Field extends string> {
  readonly typed: Typed<Field>;
  readonly faults: FieldFaults<Field>;
  readonly language: Language;
}

type Facts = Readonly<Record<string, string | number>>;

/** A field's words stand at `programme.<form>.<field>`; `facts` are for the sentences that have places for them. */
interface FieldPlace<Field extends string> {
  readonly form: string;
  readonly field: Field;
  readonly facts?: Facts;
}

/** Name, words and value of one field; a hint where there is one. */
export function fieldWords<Field extends string>(place: FieldPlace<Field>, { typed, faults, language }: FormState<Field>) {
  const { form, field, facts = {} } = place;
  const key = `programme.${form}.${field}`;
  const label = fieldLabel(form, field, language);
  const fault = faults[field];
  return {
    name: field,
    label,
    hint: textAt(`${key}.hint`, language, facts),
    error: fault && faultText(key, { ...fault, facts: { ...facts, ...fault.facts, label } }, language),
    value: typed[field],
  };
}

/** The same, of a field that may be left empty. */
export function optionalFieldWords<Field extends string>(place: FieldPlace<Field>, state: FormState<Field>) {
  return { ...fieldWords(place, state), optional: translator(state.language)('form.optional') };
}

export function fieldLabel(form: string, field: string, language: Language): string {
  return sentence(language, keyOf(`programme.${form}.${field}`), {});
}

/** A form's own sentence for a fault comes before the one all forms share. */
function faultText(key: string, { code, facts }: { code: string; facts: Facts }, language: Language): string {
  return textAt(`${key}.${code}`, language, facts) ?? sentence(language, keyOf(`programme.fault.${code}`), facts);
}

function textAt(key: string, language: Language, facts: Facts): string | undefined {
  return isTextKey(key) ? sentence(language, key, facts) : undefined;
}

function keyOf(key: string): TextKey {
  if (!isTextKey(key)) throw new Error(`There is no sentence for ${key}`);
  return key;
}
