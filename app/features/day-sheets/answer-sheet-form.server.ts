import type { NoticeView } from '#app/components/notice.tsx';
import { sheetAfter } from '#app/domain/day-sheet.ts';
import { takeUploads } from '#app/features/attachments/take-uploads.server.ts';
import type { FormPageView } from '#app/features/shell/form-page-view.ts';
import { carryOut } from '#app/guard/carry-out.server.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { translator } from '#app/i18n/translate.ts';
import type { StoredDaySheet } from './stored-day-sheet.ts';
import { saveDaySheet, withdrawDaySheet, type SheetRefusal } from './save-day-sheet.server.ts';
import { costFields, emptyCost, emptyWork, fileFields, mostRows, readSheetForm, rowName, workFields, type SheetFaults, type SheetTyped } from './sheet-form.ts';
import { postOf } from './sheet-mail.server.ts';
import { daySheetPage, newSheetPage, type SheetAttempt } from './sheet-page.server.ts';

interface SheetAnswer {
  readonly page: FormPageView;
  readonly status: 200 | 409 | 422;
}

/** Keeps the sheet, hands it in, takes it back or gives it up, and goes on; else answers with the page, everything typed still there. */
export async function answerSheetForm(desk: ProgrammeDesk, form: FormFields, id?: string): Promise<SheetAnswer> {
  const { programmeId, today } = desk;
  const act = form.text('act');
  if (id !== undefined && (act === 'take_back' || act === 'discard')) {
    const place = { programmeId, id, version: form.version() };
    const { refused } = await carryOut(desk, form, (change) => withdrawDaySheet(change, { ...place, act }));
    const page = await daySheetPage(desk, id);
    return { page: { ...page, notices: [noticeOf(refused, desk), ...page.notices] }, status: 409 };
  }
  const { typed, refusedUploads } = await withUploads(desk, form, typedIn(form));
  const isRefused = Object.keys(refusedUploads).length > 0;
  const attempt: SheetAttempt = { typed, faults: {}, refusedUploads, notices: [], version: form.version() };
  if (act === 'more_work' || act === 'more_cost') return { page: await pageWith(desk, id, { ...attempt, typed: withMore(typed, act) }), status: isRefused ? 422 : 200 };
  const isHandedIn = act !== 'save';
  const reading = readSheetForm(typed, { today, isHandedIn });
  if ('faults' in reading) return { page: await pageWith(desk, id, { ...attempt, faults: reading.faults }), status: 422 };
  if (isRefused) return { page: await pageWith(desk, id, attempt), status: 422 };
  const existing = id === undefined ? undefined : { id, version: form.version() };
  const sheet = { programmeId, existing, ...reading, isHandedIn, today, post: postOf(desk) };
  const { refused } = await carryOut(desk, form, (change) => saveDaySheet(change, sheet));
  return answerRefusal(desk, refused, { id, attempt: { ...attempt, lines: reading.lines } });
}

async function answerRefusal(
  desk: ProgrammeDesk, refused: SheetRefusal, { id, attempt }: { id: string | undefined; attempt: SheetAttempt },
): Promise<SheetAnswer> {
  switch (refused.code) {
    case 'empty': return { page: await pageWith(desk, id, { ...attempt, faults: { [rowName('days', 0)]: 'nothing' } }), status: 422 };
    case 'day_in_future': return { page: await pageWith(desk, id, { ...attempt, faults: { [rowName('days', 0)]: 'dayInFuture' } }), status: 422 };
    case 'activity_gone': return { page: await pageWith(desk, id, { ...attempt, faults: activityFaults(attempt.typed) }), status: 422 };
    case 'file_gone': return { page: await pageWith(desk, id, { ...attempt, faults: fileFaults(attempt.typed, refused.files) }), status: 422 };
    case 'conflict': return { page: await collidingPage(desk, refused.stored, { ...attempt, notices: [noticeOf(refused, desk)] }), status: 409 };
    case 'gone': return { page: await newSheetPage(desk, { ...attempt, notices: [noticeOf(refused, desk)] }), status: 409 };
    case 'not_linked': return { page: await newSheetPage(desk, attempt), status: 409 };
  }
}

/** Sent again it is saved over what the other window kept. What can be changed no more leaves what was typed as a new sheet. */
function collidingPage(desk: ProgrammeDesk, { id, status, version }: StoredDaySheet, attempt: SheetAttempt): Promise<FormPageView> {
  return sheetAfter('save', status) === undefined ? newSheetPage(desk, { ...attempt, version: 0 }) : daySheetPage(desk, id, { ...attempt, version });
}

function activityFaults({ works }: SheetTyped): SheetFaults {
  return Object.fromEntries(works.flatMap(({ activity }, at) => (activity === '' ? [] : [[rowName('activity', at), 'activityGone' as const]])));
}

function fileFaults({ works, costs }: SheetTyped, gone: readonly string[]): SheetFaults {
  const faults: Record<string, SheetFaults[string]> = {};
  for (const [sort, rows] of [['works', works], ['costs', costs]] as const) {
    for (const [at, { files }] of rows.entries()) {
      if (files.some((id) => gone.includes(id))) faults[rowName(fileFields[sort].chosen, at)] = 'filesGone';
    }
  }
  return faults;
}

/** Takes the files of each row in before the rest is looked at, so that a fault elsewhere never loses them; then they are ticked. */
async function withUploads(
  desk: ProgrammeDesk, form: FormFields, typed: SheetTyped,
): Promise<{ readonly typed: SheetTyped; readonly refusedUploads: Readonly<Record<string, string>> }> {
  const refusedUploads: Record<string, string> = {};
  const filesOf = async (sort: 'works' | 'costs', at: number) => {
    const upload = rowName(fileFields[sort].upload, at);
    const { added, refused } = await takeUploads(desk, form.files(upload));
    if (refused.length > 0) refusedUploads[upload] = refused.join('\n');
    return [...new Set([...form.all(rowName(fileFields[sort].chosen, at)), ...added.map(({ id }) => id)])];
  };
  const works: SheetTyped['works'][number][] = [];
  const costs: SheetTyped['costs'][number][] = [];
  for (const [at, row] of typed.works.entries()) works.push({ ...row, files: await filesOf('works', at) });
  for (const [at, row] of typed.costs.entries()) costs.push({ ...row, files: await filesOf('costs', at) });
  return { typed: { ...typed, works, costs }, refusedUploads };
}

function pageWith(desk: ProgrammeDesk, id: string | undefined, attempt: SheetAttempt): Promise<FormPageView> {
  return id === undefined ? newSheetPage(desk, attempt) : daySheetPage(desk, id, attempt);
}

function noticeOf(refused: SheetRefusal, { language }: ProgrammeDesk): NoticeView {
  const t = translator(language);
  if (refused.code !== 'conflict') return { tone: 'warning', text: t('sheet.gone') };
  const isOpen = sheetAfter('save', refused.stored.status) !== undefined;
  return { tone: 'warning', heading: t('sheet.conflict.heading'), text: t(isOpen ? 'sheet.conflict.text' : 'sheet.conflict.decided') };
}

function typedIn(form: FormFields): SheetTyped {
  const countOf = (name: string) => Math.min(mostRows, Math.max(1, Number.parseInt(form.text(name), 10) || 1));
  const rows = (name: string) => Array.from({ length: countOf(name) }, (_, at) => at);
  return {
    works: rows('work_rows').map((at) => ({ ...emptyWork, ...rowOf(workFields, (field) => form.text(rowName(field, at)), emptyWork) })),
    costs: rows('cost_rows').map((at) => ({ ...emptyCost, ...rowOf(costFields, (field) => form.text(rowName(field, at)), emptyCost) })),
    message: form.text('message'),
  };
}

function rowOf<Field extends string>(
  fields: readonly Field[], textOf: (field: Field) => string, empty: Readonly<Record<Field, string>>,
): Record<Field, string> {
  const row: Record<Field, string> = { ...empty };
  for (const field of fields) row[field] = textOf(field);
  return row;
}

function withMore(typed: SheetTyped, act: 'more_work' | 'more_cost'): SheetTyped {
  return {
    ...typed,
    works: act === 'more_work' && typed.works.length < mostRows ? [...typed.works, emptyWork] : typed.works,
    costs: act === 'more_cost' && typed.costs.length < mostRows ? [...typed.costs, emptyCost] : typed.costs,
  };
}
