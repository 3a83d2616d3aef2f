import type { FormFieldView } from '#app/components/form-fields.tsx';
import { money, type Money } from '#app/domain/money.ts';
import type { Activity, Language } from '#app/domain/programme.ts';
import { fileOptionView, uploadFieldView } from '#app/features/attachments/file-option-view.ts';
import { activityLabel } from '#app/features/expenses/expense-labels.ts';
import { largestAmount } from '#app/features/expenses/expense-fields.ts';
import { newestFirst, type ExpenseMatter, type FileMatter } from '#app/features/expenses/expense-matter.ts';
import { mostServiceDays } from '#app/features/expenses/service-days.ts';
import type { FormGroupView } from '#app/features/shell/form-page-view.ts';
import { formatKroner, formatWhole } from '#app/i18n/format.ts';
import { isTextKey, sentence, translator } from '#app/i18n/translate.ts';
import { costKinds, fileFields, longest, mostRowFiles, rowName, type SheetFault, type SheetFaults, type SheetTyped } from './sheet-form.ts';

interface SheetFormState {
  readonly typed: SheetTyped;
  readonly faults: SheetFaults;
  readonly activities: readonly Activity[];
  /** The programme, with the files that are open to who fills it in. */
  readonly matter: ExpenseMatter;
  /** Ids of the files that may be chosen: their own, that no cost has yet. */
  readonly ownFiles: ReadonlySet<string>;
  /** Why files were turned away, by the field. */
  readonly refusedUploads: Readonly<Record<string, string>>;
  /** What a day counts for at most. */
  readonly dayCap: Money | undefined;
  readonly language: Language;
}

/** The fields of a day sheet: the work, each piece with its days; the journeys and nights; a message. */
export function sheetGroups(state: SheetFormState): FormGroupView[] {
  const { typed, dayCap, language } = state;
  const t = translator(language);
  const several = (rows: readonly unknown[], at: number, text: string) => (rows.length === 1 ? text : t('sheet.form.numbered', { what: text, number: at + 1 }));
  const cap = dayCap === undefined ? undefined : t('sheet.form.dayCap', { cap: formatKroner(dayCap, language) });
  return [
    ...typed.works.map((_, at): FormGroupView => ({
      legend: several(typed.works, at, t('sheet.form.work.legend')), hint: at === 0 ? cap : undefined, fields: workFieldViews(state, at),
    })),
    ...typed.costs.map((_, at): FormGroupView => ({
      legend: several(typed.costs, at, t('sheet.form.cost.legend')), hint: at === 0 ? t('sheet.form.cost.hint') : undefined, fields: costFieldViews(state, at),
    })),
    {
      legend: t('sheet.form.end.legend'),
      fields: [{
        kind: 'area', name: 'message', label: t('sheet.form.message'), optional: t('form.optional'), value: typed.message, rows: 2,
        maxLength: longest.message, error: errorText(state, 'message'), hint: t('sheet.form.message.hint'),
      }],
    },
  ];
}

function workFieldViews(state: SheetFormState, at: number): FormFieldView[] {
  const { typed: { works }, activities, language } = state;
  const t = translator(language);
  const row = works[at];
  if (row === undefined) return [];
  const shared = (field: 'days' | 'fee' | 'activity' | 'work') => {
    const name = rowName(field, at);
    return { name, value: row[field], error: errorText(state, name), label: t(`sheet.form.${field}`) };
  };
  const rows = Math.min(12, Math.max(1, row.days.split('\n').length));
  return [
    { kind: 'area', ...shared('days'), rows, maxLength: 20_000, hint: t('sheet.form.days.hint') },
    { kind: 'text', ...shared('fee'), unit: t('expense.unit'), width: 'short', hint: t('sheet.form.fee.hint') },
    {
      kind: 'select', ...shared('activity'), optional: t('form.optional'), empty: t('expense.activity.empty'),
      options: activities.map((activity) => ({ value: activity.id, text: activityLabel(activity, language) })),
    },
    { kind: 'text', ...shared('work'), optional: t('form.optional'), hint: t('sheet.form.work.hint'), maxLength: longest.description },
    fileFieldView(state, { sort: 'works', at, chosen: row.files }),
  ];
}

function costFieldViews(state: SheetFormState, at: number): FormFieldView[] {
  const { typed: { costs }, language } = state;
  const t = translator(language);
  const row = costs[at];
  if (row === undefined) return [];
  const shared = (field: 'kind' | 'on' | 'what' | 'amount' | 'vat') => {
    const name = rowName(field, at);
    return { name, value: row[field], error: errorText(state, name), label: t(`sheet.form.${field}`) };
  };
  return [
    {
      kind: 'select', ...shared('kind'), empty: t('sheet.form.kind.empty'),
      options: costKinds.map((kind) => ({ value: kind, text: t(`kind.${kind}`) })),
    },
    { kind: 'text', ...shared('on'), inputMode: 'text', maxLength: 40, width: 'short', hint: t('expense.day.hint') },
    { kind: 'text', ...shared('what'), hint: t('sheet.form.what.hint'), maxLength: longest.description },
    { kind: 'text', ...shared('amount'), unit: t('expense.unit'), width: 'short' },
    { kind: 'text', ...shared('vat'), optional: t('form.optional'), unit: t('expense.unit'), width: 'short' },
    fileFieldView(state, { sort: 'costs', at, chosen: row.files }),
  ];
}

/** The receipts of a row: those it has, the consultant's own to choose among, and a place to send more. */
function fileFieldView(
  state: SheetFormState, { sort, at, chosen }: { sort: 'works' | 'costs'; at: number; chosen: readonly string[] },
): FormFieldView {
  const { matter, ownFiles, refusedUploads, language } = state;
  const t = translator(language);
  const name = rowName(fileFields[sort].chosen, at);
  const upload = rowName(fileFields[sort].upload, at);
  const option = (file: FileMatter) => fileOptionView(file, { matter, isChecked: chosen.includes(file.id), language });
  const ticked = chosen.flatMap((id) => matter.attachments.filter((file) => file.id === id));
  const rest = newestFirst(matter.attachments.filter(({ id }) => ownFiles.has(id) && !chosen.includes(id)));
  return {
    kind: 'files', name, label: t(`sheet.form.files.${sort}`), optional: t('form.optional'), error: errorText(state, name), offered: ticked.map(option),
    others: rest.length === 0 ? undefined : { summary: t('sheet.form.files.own', { count: rest.length }), options: rest.map(option) },
    upload: uploadFieldView({ name: upload, error: refusedUploads[upload], language }),
  };
}

function errorText({ faults, language }: SheetFormState, name: string): string | undefined {
  const code = faults[name];
  return code === undefined ? undefined : sheetFaultText(code, language);
}

/** What is wrong, why, and what to do now; days in the words of a cost's form. */
export function sheetFaultText(code: SheetFault, language: Language): string {
  const own = `sheet.fault.${code}`;
  const facts = {
    largest: formatKroner(largestAmount, language), mostDays: formatWhole(mostServiceDays, language),
    longestDescription: longest.description, longestMessage: longest.message, zero: formatKroner(money('0'), language),
    mostFiles: mostRowFiles,
  };
  if (isTextKey(own)) return sentence(language, own, facts);
  const shared = `expense.error.${code}`;
  return isTextKey(shared) ? sentence(language, shared, facts) : code;
}
