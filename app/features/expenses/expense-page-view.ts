import type { TableView } from '#app/components/data-table.tsx';
import type { DefinitionView } from '#app/components/definition-list.tsx';
import type { LinkView } from '#app/components/link-view.ts';
import type { NoticeView } from '#app/components/notice.tsx';
import type { PageActionView, PageHeadingView } from '#app/components/page-heading.tsx';
import type { PostButtonView } from '#app/components/post-button.tsx';
import type { Expense } from '#app/domain/expense.ts';
import type { Permission } from '#app/domain/permissions.ts';
import type { Language } from '#app/domain/programme.ts';
import type { UnlockView } from '#app/features/attachments/unlock-view.ts';
import { programmeFrame, type ProgrammeFrameView } from '#app/features/programmes/programme-frame-view.ts';
import { expenseAddress, programmeAddress } from '#app/features/shell/addresses.ts';
import { translator } from '#app/i18n/translate.ts';
import { effectOf } from './expense-effect.ts';
import { expenseEffectView, type ExpenseEffectView } from './expense-effect-view.ts';
import type { ExpenseFormView } from './expense-form-view.ts';
import type { ExpenseMatter } from './expense-matter.ts';
import type { ParkView } from './park-view.ts';

/** The page of one expense, new or stored, as it stands on the screen. */
export interface ExpensePageView {
  readonly title: string;
  readonly frame: ProgrammeFrameView;
  readonly heading: PageHeadingView;
  readonly notices: readonly NoticeView[];
  /** What was typed beside what is stored, when somebody else was first. */
  readonly differences: { readonly table: TableView; readonly takeStored: LinkView } | undefined;
  /** Its files that are locked, to be given their passwords. */
  readonly unlocks: readonly UnlockView[];
  /** Undefined where nothing may be changed; the facts stand instead. */
  readonly form: ExpenseFormView | undefined;
  readonly facts: readonly DefinitionView[];
  readonly effect: ExpenseEffectView | undefined;
  readonly park: ParkView | undefined;
  readonly remove: PostButtonView | undefined;
}

/** Who looks at the page, and in what language. */
export interface Reader {
  readonly may: (permission: Permission) => boolean;
  readonly language: Language;
}

/** The parts a page may have. */
type Optional<View> = { readonly [Part in keyof View]?: View[Part] | undefined };

interface PageParts extends Optional<Omit<ExpensePageView, 'title' | 'frame' | 'heading' | 'effect'>> {
  readonly title: string;
  readonly lead?: string | undefined;
  readonly actions?: readonly PageActionView[] | undefined;
  /** The expense whose effect is shown; undefined where the form can't be read yet, null where none is shown. */
  readonly effectOf: Expense | undefined | null;
}

/** Puts a page together; what is left out is not shown. */
export function expensePageView(matter: ExpenseMatter, parts: PageParts, { may, language }: Reader): ExpensePageView {
  const { title, lead, actions, effectOf: expense } = parts;
  return {
    title,
    frame: programmeFrame({
      organisationId: matter.organisation.id, organisationName: matter.programme.organisation.name,
      programmeId: matter.id, programmeName: matter.programme.facts.name, current: 'expenses', title, language, may,
    }),
    heading: { title, lead, actions },
    notices: parts.notices ?? [],
    differences: parts.differences,
    unlocks: parts.unlocks ?? [],
    form: parts.form && { ...parts.form, previewHref: may('claim.read') ? parts.form.previewHref : undefined },
    facts: parts.facts ?? [],
    // What comes back is for those who see the whole claim.
    effect: expense === null || !may('claim.read') ? undefined : expenseEffectView(expense && effectOf(matter, expense), language),
    park: parts.park,
    remove: parts.remove,
  };
}

/** Where one goes from a stored expense: the same once more, the next on the invoice, back to all. */
export function onwardLinks(matter: ExpenseMatter, expenseId: string, { may, language }: Reader): PageActionView[] {
  const t = translator(language);
  if (!may('expense.edit')) return [];
  const fresh = programmeAddress(matter.organisation.id, matter.id, 'expenses/new');
  return [
    { href: `${fresh}?after=${expenseId}`, text: t('expense.next'), variant: 'secondary' },
    { href: `${fresh}?copy=${expenseId}`, text: t('expense.copy'), variant: 'tertiary' },
  ];
}

interface ActState {
  readonly formKey: string;
  readonly language: Language;
}

export function removeButton(matter: ExpenseMatter, id: string, { formKey, language }: ActState): PostButtonView {
  const hidden = { form_key: formKey, act: 'remove' };
  return { action: removeAddress(matter, id), text: translator(language)('expense.delete'), variant: 'tertiary', isDanger: true, hidden };
}

/** Takes a deletion back. */
export function restoreButton(matter: ExpenseMatter, id: string, { formKey, language }: ActState): PostButtonView {
  return { action: removeAddress(matter, id), text: translator(language)('form.undo'), hidden: { form_key: formKey, act: 'restore' } };
}

function removeAddress(matter: ExpenseMatter, id: string): string {
  return `${expenseAddress({ organisationId: matter.organisation.id, programmeId: matter.id, id })}/remove`;
}
