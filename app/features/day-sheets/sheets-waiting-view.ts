import type { CheckListView } from '#app/components/check-list.tsx';
import type { LinkView } from '#app/components/link-view.ts';
import type { SectionView } from '#app/components/section.tsx';
import type { Permission } from '#app/domain/permissions.ts';
import type { Language } from '#app/domain/programme.ts';
import { daySheetAddress } from '#app/features/shell/addresses.ts';
import { translator } from '#app/i18n/translate.ts';
import { sheetDaysText } from './sheet-words.ts';
import type { StoredDaySheet } from './stored-day-sheet.ts';

export interface SheetsWaitingView {
  readonly section: SectionView;
  readonly list: CheckListView;
}

/** The sheets of a programme that wait for an answer, for who may give it; undefined when there are none. */
export function sheetsWaitingView(sheets: readonly StoredDaySheet[], place: {
  readonly overview: { readonly programme: { readonly facts: { readonly name: string } } };
  readonly organisationId: string;
  readonly language: Language;
  readonly may: (permission: Permission) => boolean;
}): SheetsWaitingView | undefined {
  const { overview: { programme }, organisationId, language, may } = place;
  const waiting = may('day_sheet.decide') ? sheets.filter(({ status }) => status === 'handed_in') : [];
  if (waiting.length === 0) return undefined;
  const t = translator(language);
  const heading = t('sheet.waits.overview');
  const items = waiting.map((sheet) => ({
    tone: 'warning' as const, toneText: t('programme.waits.todo'), ...sheetWait(sheet, { organisationId, programme: programme.facts.name, language }),
  }));
  return { section: { heading }, list: { label: heading, items } };
}

/** That a sheet waits, and the way to answer it. */
export function sheetWait(
  sheet: StoredDaySheet, { organisationId, programme, language }: { organisationId: string; programme: string; language: Language },
): { readonly text: string; readonly link: LinkView } {
  const t = translator(language);
  const place = { organisationId, programmeId: sheet.programmeId, id: sheet.id };
  return {
    text: t('sheet.waits.handedIn', { consultant: sheet.consultantName, days: sheetDaysText(sheet, language), programme }),
    link: { href: daySheetAddress(place, 'decide'), text: t('sheet.waits.open') },
  };
}
