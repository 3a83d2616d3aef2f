import type { CopyFieldView } from '#app/components/copy-field.tsx';
import { translator } from '#app/i18n/translate.ts';
import type { ClaimSubject } from './claim-subject.ts';
import { claimWords } from './claim-words.ts';
import { formFields } from './form-values.ts';

/** The values of KS's form in its order, each to be taken by one press. */
export interface FormHelperView {
  readonly id: string;
  readonly heading: string;
  readonly lead: string;
  readonly fields: readonly CopyFieldView[];
}

export function formHelperView({ assessment, reader: { language } }: Pick<ClaimSubject, 'assessment' | 'reader'>): FormHelperView {
  const t = translator(language);
  const fields = formFields(claimWords(assessment, assessment.programme.organisation.language));
  return {
    id: 'form-helper',
    heading: t('claim.helper.heading'),
    lead: t('claim.helper.lead'),
    fields: fields.map(({ label, value, plain }, index) => ({
      id: `form-value-${index + 1}`, label, copy: t('form.copy'), copied: t('form.copied'),
      value: plain ?? (typeof value === 'string' ? value : value.map(({ text }) => text).join('')),
    })),
  };
}
