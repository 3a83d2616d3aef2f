import type { FormFieldView } from '#app/components/form-fields.tsx';
import type { TableView } from '#app/components/data-table.tsx';
import { consultantRoles, type Consultant, type Language } from '#app/domain/programme.ts';
import type { FormGroupView } from '#app/features/shell/form-page-view.ts';
import { fieldWords, optionalFieldWords, type FormState } from '#app/features/shell/form-words.ts';
import { translator } from '#app/i18n/translate.ts';
import type { ConsultantField } from './consultant-form.ts';

interface Known {
  readonly id: string;
  readonly name: string;
  readonly company?: string | undefined;
}

/** The fields of a consultant. When one is added, somebody the organisation knows can be chosen; later also who signs in as them. */
export function consultantGroups(
  state: FormState<ConsultantField>, known: readonly Known[] | undefined,
  people?: readonly { readonly userId: string; readonly name: string }[],
): FormGroupView[] {
  const t = translator(state.language);
  const choice = known === undefined || known.length === 0
    ? []
    : [{
        kind: 'select' as const, ...fieldWords({ form: 'consultant', field: 'consultant' }, state), empty: t('programme.consultant.new'),
        options: known.map((one) => ({ value: one.id, text: nameWithCompany(one) })),
      }];
  return [{
    fields: [
      ...choice,
      { kind: 'text', ...fieldWords({ form: 'consultant', field: 'name' }, state), isRequired: choice.length === 0 },
      { kind: 'text', ...optionalFieldWords({ form: 'consultant', field: 'company' }, state), autoComplete: 'organization' },
      {
        kind: 'radios', ...fieldWords({ form: 'consultant', field: 'role' }, state),
        options: consultantRoles.map((role) => ({ value: role, text: roleName(role, state.language) })),
      },
      ...(people === undefined || people.length === 0 ? [] : [personField(state, people)]),
    ],
  }];
}

/** Days that are handed in belong to the consultant the person is. */
function personField(
  state: FormState<ConsultantField>, people: readonly { readonly userId: string; readonly name: string }[],
): FormFieldView {
  return {
    kind: 'select', ...optionalFieldWords({ form: 'consultant', field: 'person' }, state),
    empty: translator(state.language)('programme.consultant.person.none'),
    options: people.map(({ userId, name }) => ({ value: userId, text: name })),
  };
}

export function nameWithCompany({ name, company = '' }: Pick<Known, 'name' | 'company'>): string {
  return company === '' ? name : `${name} (${company})`;
}

export function roleName(role: Consultant['role'], language: Language): string {
  const name = translator(language)(`role.${role}`);
  return `${name.slice(0, 1).toLocaleUpperCase()}${name.slice(1)}`;
}

interface ConsultantsTable {
  readonly consultants: readonly Consultant[];
  /** Those of them who are not to be changed. */
  readonly erased: ReadonlySet<string>;
  /** How many costs stand on each. */
  readonly uses: ReadonlyMap<string, number>;
  /** The page's address. */
  readonly href: string;
  readonly mayEdit: boolean;
  readonly newFormKey: () => string;
  readonly language: Language;
}

/** The programme's consultants. Those with costs stay. */
export function consultantsTable({ consultants, erased, uses, href, mayEdit, newFormKey, language }: ConsultantsTable): TableView {
  const t = translator(language);
  return {
    caption: t('programme.consultants.caption'),
    columns: [
      { heading: t('programme.consultant.name') }, { heading: t('programme.consultant.company') },
      { heading: t('programme.consultant.role') },
      { heading: t('programme.column.costs'), isNumeric: true },
      ...(mayEdit ? [{ heading: t('programme.column.act'), isHeadingHidden: true }] : []),
    ],
    rows: consultants.map((consultant) => {
      const { id, name, company, role } = consultant;
      const used = uses.get(id) ?? 0;
      const named = mayEdit && !erased.has(id) ? { text: name, href: `${href}?edit=${id}` } : name;
      const button = used > 0 ? undefined : { action: href, text: t('programme.remove', { name }), hidden: { form_key: newFormKey(), act: 'remove', id } };
      return { key: id, cells: [named, company ?? '', roleName(role, language), String(used), ...(mayEdit ? [{ button }] : [])] };
    }),
  };
}
