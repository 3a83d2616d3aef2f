import type { RowView, TableView } from '#app/components/data-table.tsx';
import type { EmptyStateView } from '#app/components/empty-state.tsx';
import type { PageActionView } from '#app/components/page-heading.tsx';
import { sum } from '#app/domain/money.ts';
import { daySheetAddress, programmeAddress } from '#app/features/shell/addresses.ts';
import type { FormPageView } from '#app/features/shell/form-page-view.ts';
import { doneNotices } from '#app/features/shell/shown-form.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { dayInNorway, formatAmount, formatDay } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import type { StoredDaySheet } from './stored-day-sheet.ts';
import { matchCandidates } from './match-candidates.ts';
import { loadSheetGround, sheetFrame, type SheetGround } from './sheet-ground.server.ts';
import { sheetDaysText, sheetStatus } from './sheet-words.ts';

const doneWords = { discarded: 'sheet.done.discarded', matched: 'sheet.done.matched' } as const;

/** The programme's day sheets: a consultant's own, or those that were handed in; what waits comes first. */
export async function sheetsPage(desk: ProgrammeDesk): Promise<FormPageView> {
  const { membership, programmeId, language, url } = desk;
  const t = translator(language);
  const ground = await loadSheetGround(desk);
  const title = t('overview.frame.daySheets');
  const isOwn = membership.may('day_sheet.write', programmeId);
  const frame = sheetFrame(desk, ground.loaded);
  return {
    title: `${title} – ${ground.loaded.programme.facts.name}`,
    breadcrumbs: frame.breadcrumbs, navs: [frame.nav],
    heading: { title, lead: t(isOwn ? 'sheet.list.lead.own' : 'sheet.list.lead'), actions: actionsOf(desk, ground) },
    notices: [...doneNotices(url, doneWords, language), ...notLinked(desk)],
    table: ground.sheets.length === 0 ? undefined : sheetsTable(desk, ground.sheets),
    empty: ground.sheets.length === 0 ? emptyOf(desk, isOwn) : undefined,
  };
}

function actionsOf({ membership, programmeId, language }: ProgrammeDesk, ground: SheetGround): PageActionView[] {
  const t = translator(language);
  const at = (page: string) => programmeAddress(membership.organisationId, programmeId, `day-sheets/${page}`);
  if (membership.may('day_sheet.write', programmeId) && membership.consultantId !== undefined) {
    return [{ href: at('new'), text: t('sheet.new'), variant: 'primary' }];
  }
  const mayMatch = membership.may('day_sheet.decide', programmeId) && matchCandidates(ground).length > 0;
  return mayMatch ? [{ href: at('match'), text: t('sheet.match.open'), variant: 'secondary' }] : [];
}

/** Somebody has to say who they are before their days are somebody's. */
export function notLinked({ membership, programmeId, language }: ProgrammeDesk): FormPageView['notices'] {
  if (!membership.may('day_sheet.write', programmeId) || membership.consultantId !== undefined) return [];
  const t = translator(language);
  return [{ tone: 'warning', heading: t('sheet.notLinked.heading'), text: t('sheet.notLinked.text') }];
}

function emptyOf({ membership, programmeId, language }: ProgrammeDesk, isOwn: boolean): EmptyStateView {
  const t = translator(language);
  const action = isOwn && membership.consultantId !== undefined
    ? { href: programmeAddress(membership.organisationId, programmeId, 'day-sheets/new'), text: t('sheet.new') }
    : undefined;
  return { heading: t('sheet.list.empty'), text: t(isOwn ? 'sheet.list.empty.own' : 'sheet.list.empty.text'), action, level: 2 };
}

function sheetsTable({ membership, programmeId, language }: ProgrammeDesk, sheets: readonly StoredDaySheet[]): TableView {
  const t = translator(language);
  const isOwn = membership.ownOnly !== undefined;
  const row = (sheet: StoredDaySheet): RowView => {
    const place = { organisationId: membership.organisationId, programmeId, id: sheet.id };
    const isToDecide = sheet.status === 'handed_in' && membership.may('day_sheet.decide', programmeId);
    return {
      key: sheet.id,
      cells: [
        { text: sheetDaysText(sheet, language), href: daySheetAddress(place, isToDecide ? 'decide' : '') },
        ...(isOwn ? [] : [sheet.consultantName]),
        formatAmount(sum(sheet.lines.map(({ amount }) => amount)), language),
        { status: sheetStatus(sheet.status, language), detail: sheet.status === 'returned' ? sheet.returnedReason : undefined },
        sheet.handedInAt === undefined ? '' : formatDay(dayInNorway(new Date(sheet.handedInAt)), language),
      ],
    };
  };
  return {
    caption: t('overview.frame.daySheets'), isCaptionHidden: true,
    columns: [
      { heading: t('sheet.column.days') }, ...(isOwn ? [] : [{ heading: t('sheet.column.consultant') }]),
      { heading: t('sheet.column.amount'), isNumeric: true }, { heading: t('sheet.column.status') }, { heading: t('sheet.column.handedIn') },
    ],
    rows: sheets.toSorted((a, b) => Number(b.status === 'handed_in') - Number(a.status === 'handed_in')).map(row),
  };
}
