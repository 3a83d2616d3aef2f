import type { CheckView } from '#app/components/check-list.tsx';
import type { Language } from '#app/domain/programme.ts';
import { daySheetAddress, programmeAddress } from '#app/features/shell/addresses.ts';
import { formatDay, formatPeriod } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import { sheetDaysText } from '#app/features/day-sheets/sheet-words.ts';
import type { StoredDaySheet } from '#app/features/day-sheets/stored-day-sheet.ts';
import type { ConsultantProgramme } from './consultant-place.ts';

interface Place {
  readonly organisationId: string;
  readonly language: Language;
}

/** What a consultant can do about their own work now: sheets that came back or were never handed in, days they have not entered. */
export function ownWaits({ loaded, standing }: ConsultantProgramme, { organisationId, language }: Place): CheckView[] {
  const t = translator(language);
  const { id: programmeId, programme: { facts: { name } } } = loaded;
  const returned = standing.returned.map((sheet): CheckView => ({
    tone: 'warning', toneText: t('programme.waits.todo'),
    text: t('sheet.own.returned', { days: sheetDaysText(sheet, language), programme: name, reason: sheet.returnedReason ?? '' }),
    link: { href: daySheetAddress({ organisationId, programmeId, id: sheet.id }), text: t('sheet.own.returned.link') },
  }));
  const drafts = standing.drafts.map((sheet): CheckView => ({
    tone: 'info', toneText: t('sheet.own.draft.tone'), text: draftText(sheet, { programme: name, language }),
    link: { href: daySheetAddress({ organisationId, programmeId, id: sheet.id }), text: t('sheet.own.draft.link') },
  }));
  const held = standing.held.map(({ activity, days }): CheckView => ({
    tone: 'info', toneText: t('sheet.own.held.tone'),
    text: t('sheet.own.held', {
      activity: activity.title, programme: name,
      days: days.length === 0 ? formatPeriod(activity.startsOn, activity.endsOn, language) : days.map((day) => formatDay(day, language)).join(', '),
    }),
    link: { href: programmeAddress(organisationId, programmeId, `day-sheets/new?activity=${activity.id}`), text: t('sheet.own.held.link') },
  }));
  return [...returned, ...drafts, ...held];
}

function draftText(sheet: StoredDaySheet, { programme, language }: { readonly programme: string; readonly language: Language }): string {
  const t = translator(language);
  if (sheet.lines.length === 0) return t('sheet.own.draft.noDays', { programme });
  return t('sheet.own.draft', { days: sheetDaysText(sheet, language), programme });
}

/** What their own work lacks, in a few words. */
export function ownLacksText({ standing }: ConsultantProgramme, language: Language): string {
  const t = translator(language);
  const lacks = [
    ...(standing.returned.length > 0 ? [t('sheet.own.lack.returned')] : []), ...(standing.drafts.length > 0 ? [t('sheet.own.lack.draft')] : []),
    ...(standing.held.length > 0 ? [t('sheet.own.lack.held')] : []), ...(standing.lackingInvoice > 0 ? [t('sheet.own.lack.invoice')] : []),
    ...(standing.lackingFile > 0 ? [t('sheet.own.lack.file')] : []),
  ];
  return lacks.length === 0 ? t('sheet.own.nothing') : lacks.join(', ');
}
