import type { BreadcrumbsView } from '#app/components/breadcrumbs.tsx';
import type { CheckListView } from '#app/components/check-list.tsx';
import type { TableView } from '#app/components/data-table.tsx';
import type { DefinitionView } from '#app/components/definition-list.tsx';
import type { EmptyStateView } from '#app/components/empty-state.tsx';
import type { FormCardView } from '#app/components/form-card.tsx';
import { formErrors } from '#app/components/form-errors.ts';
import type { FormFieldView } from '#app/components/form-fields.tsx';
import type { NoticeView } from '#app/components/notice.tsx';
import type { PageHeadingView } from '#app/components/page-heading.tsx';
import type { SectionView } from '#app/components/section.tsx';
import type { SectionNavView } from '#app/components/section-nav.tsx';
import type { Language } from '#app/domain/programme.ts';
import { formatWithUnit } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import type { ConflictView } from './conflict-view.ts';

/** A page that is mainly a form: texts only. */
export interface FormPageView {
  readonly title: string;
  readonly breadcrumbs: BreadcrumbsView;
  readonly navs: readonly SectionNavView[];
  readonly heading: PageHeadingView;
  readonly notices: readonly NoticeView[];
  /** What is left to do before the thing is set up. */
  /** What is left to do, folded: the form is what the page is for. */
  readonly steps?: { readonly summary: string; readonly list: CheckListView } | undefined;
  readonly conflict?: ConflictView | undefined;
  readonly table?: TableView | undefined;
  readonly empty?: EmptyStateView | undefined;
  readonly form?: PageFormView | undefined;
  /** What a reader sees in place of the form. */
  readonly facts?: readonly DefinitionView[] | undefined;
  readonly more?: readonly { readonly section: SectionView; readonly facts: readonly DefinitionView[] }[] | undefined;
}

/** A form in its groups. */
export interface PageFormView {
  /** The form's own, where the page has more than it. */
  readonly section?: SectionView | undefined;
  readonly card: FormCardView;
  readonly groups: readonly FormGroupView[];
}

export interface FormGroupView {
  readonly legend?: string | undefined;
  readonly hint?: string | undefined;
  readonly fields: readonly FormFieldView[];
}

/** A form's card, with the summary of what is wrong with its fields. */
export function pageForm(groups: readonly FormGroupView[], card: FormCardView, language: Language): PageFormView {
  const errors = formErrors(translator(language)('page.errorSummary.heading'), groups.flatMap(({ fields }) => fields.flatMap((field) => (field.kind === 'files' ? [field, field.upload] : [field]))));
  return { card: { ...card, errors }, groups };
}

/** A form's fields for those who may only read: each by its label, choices by their words. */
export function factsOf(groups: readonly FormGroupView[], language: Language): DefinitionView[] {
  const t = translator(language);
  return groups.flatMap(({ fields }) => fields.flatMap((field): DefinitionView[] => {
    const text = textOf(field, language);
    return text === undefined ? [] : [{ label: field.label, value: text === '' ? t('programme.notFilledIn') : text }];
  }));
}

function textOf(field: FormFieldView, language: Language): string | undefined {
  const t = translator(language);
  switch (field.kind) {
    case 'text': return field.value === '' || field.unit === undefined ? field.value : formatWithUnit(field.value, field.unit, language);
    case 'area': return field.value;
    case 'select': case 'radios': return field.options.find(({ value }) => value === field.value)?.text ?? '';
    case 'checkbox': return t(field.isChecked ? 'programme.yes' : 'programme.no');
    case 'checkboxes': case 'file': case 'files': return undefined;
  }
}
