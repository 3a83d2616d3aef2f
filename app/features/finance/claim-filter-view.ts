import type { FormCardView } from '#app/components/form-card.tsx';
import type { FormFieldView } from '#app/components/form-fields.tsx';
import { organisationAddress } from '#app/features/shell/addresses.ts';
import { inAlphabet } from '#app/i18n/alphabet.ts';
import { translator } from '#app/i18n/translate.ts';
import type { ClaimGroup } from './claim-filter.ts';
import type { ClaimListInput } from './claim-list-input.ts';

const groups: readonly ClaimGroup[] = ['review', 'ready', 'sent', 'settled', 'withdrawn', 'draft'];

/** Sent by address, so that a list can be kept and shared. */
export function filterForm(
  { organisationId, filter, programmes, years, language }: ClaimListInput,
): { card: FormCardView; fields: FormFieldView[] } {
  const t = translator(language);
  const address = organisationAddress(organisationId, 'claims');
  return {
    card: {
      method: 'get', action: address, submit: t('finance.filter.submit'), cancel: { href: address, text: t('finance.filter.clear') },
    },
    fields: [
      {
        kind: 'select', name: 'status', label: t('finance.filter.status'), value: filter.group ?? '', empty: t('finance.filter.status.all'),
        options: groups.map((group) => ({ value: group, text: t(`finance.filter.status.${group}`) })),
      },
      {
        kind: 'select', name: 'programme', label: t('finance.filter.programme'), value: filter.programmeId ?? '', empty: t('finance.filter.programme.all'),
        options: programmes.map(({ id, facts }) => ({ value: id, text: facts.name })).sort((a, b) => inAlphabet(a.text, b.text)),
      },
      {
        kind: 'select', name: 'year', label: t('finance.filter.year'), value: filter.year?.toString() ?? '', empty: t('finance.filter.year.all'),
        options: years.map((year) => ({ value: String(year), text: String(year) })),
      },
      { kind: 'text', name: 'q', label: t('finance.filter.text'), value: filter.text, maxLength: 100 },
    ],
  };
}
