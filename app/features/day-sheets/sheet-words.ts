import type { RowView, TableView } from '#app/components/data-table.tsx';
import type { NoticeView } from '#app/components/notice.tsx';
import type { StatusView, Tone } from '#app/components/status-tag.tsx';
import type { DaySheetStatus, SheetConcern, SheetLine } from '#app/domain/day-sheet.ts';
import { sum, type Money } from '#app/domain/money.ts';
import { unreadableText } from '#app/features/attachments/file-texts.ts';
import { thumbnailView } from '#app/features/attachments/thumbnail-view.ts';
import type { ExpenseMatter, FileMatter } from '#app/features/expenses/expense-matter.ts';
import { fileAddress } from '#app/features/shell/addresses.ts';
import type { Activity, Language } from '#app/domain/programme.ts';
import { filesOfLines } from './sheet-facts.ts';
import { formatAmount, formatDay, formatPeriod, formatWhole } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';

const tones = { draft: 'neutral', handed_in: 'info', returned: 'warning', accepted: 'success', withdrawn: 'neutral' } as const satisfies Record<DaySheetStatus, Tone>;

export function sheetStatus(status: DaySheetStatus, language: Language): StatusView {
  return { text: translator(language)(`sheet.status.${status}`), tone: tones[status] };
}

/** The lines of a sheet, a row each, and their sum. */
export function sheetLinesTable(
  lines: readonly SheetLine[],
  { matter, activities, language }: { readonly matter: FilesMatter; readonly activities: readonly Activity[]; readonly language: Language },
): TableView {
  const t = translator(language);
  const linksOf = (ids: readonly string[]) => {
    const files = ids.flatMap((id) => matter.attachments.filter((file) => file.id === id));
    return files.length === 0 ? {} : { links: files.map((file) => ({ href: shownAt(file, matter), text: file.name })) };
  };
  const titles = new Map(activities.map(({ id, title }) => [id, title]));
  const row = ({ kind, on, amount, vat, activity = '', description, files = [] }: SheetLine, place: number): RowView => ({
    key: String(place),
    cells: [
      formatDay(on, language), { text: t(`kind.${kind}`), detail: detailOf(description, titles.get(activity)), ...linksOf(files) },
      formatAmount(amount, language), vat === undefined ? '' : formatAmount(vat, language),
    ],
  });
  return {
    caption: t('sheet.lines.caption'),
    columns: [
      { heading: t('sheet.column.day') }, { heading: t('sheet.column.what') },
      { heading: t('sheet.column.amount'), isNumeric: true }, { heading: t('sheet.column.vat'), isNumeric: true },
    ],
    rows: lines.map(row),
    footer: [{ key: 'sum', cells: [t('sheet.column.sum'), '', formatAmount(sum(lines.map(({ amount }) => amount)), language), vatSum(lines, language)] }],
  };
}

/** Of those that have any; empty where none has. */
export function vatSum(parts: readonly { readonly vat?: Money | undefined }[], language: Language): string {
  const known = parts.flatMap(({ vat }) => vat ?? []);
  return known.length === 0 ? '' : formatAmount(sum(known), language);
}

type FilesMatter = Pick<ExpenseMatter, 'id' | 'organisation' | 'attachments'>;

/** Where a file is looked at, or fetched when it can't be shown. */
function shownAt({ id, state }: FileMatter, matter: FilesMatter): string {
  const address = fileAddress({ organisationId: matter.organisation.id, programmeId: matter.id, id });
  return state.isReadable ? `${address}?view` : address;
}

/** The files of a sheet's lines, each with its first page and the lines it is for. */
export function sheetReceiptsTable(
  lines: readonly SheetLine[], { matter, language }: { readonly matter: FilesMatter; readonly language: Language },
): TableView {
  const t = translator(language);
  const lineText = ({ kind, on, description }: SheetLine) => [formatDay(on, language), description ?? t(`kind.${kind}`)].join(' ');
  return {
    caption: t('sheet.receipts'), isCaptionHidden: true,
    columns: [{ heading: t('expense.file.column.file') }, { heading: t('expense.file.column.pages'), isNumeric: true }, { heading: t('sheet.receipts.lines') }],
    rows: filesOfLines(lines, matter.attachments).map((file) => ({
      key: file.id,
      cells: [
        {
          thumbnail: thumbnailView(file, { organisationId: matter.organisation.id, programmeId: matter.id }, language), text: file.name,
          href: shownAt(file, matter), detail: unreadableText(file.name, file.state, language),
        },
        file.state.isReadable ? formatWhole(file.state.pages, language) : '',
        lines.filter(({ files = [] }) => files.includes(file.id)).map(lineText).join(' · '),
      ],
    })),
  };
}

/** What was done, and where: a column of its own is more than a telephone has room for. */
export function detailOf(...texts: readonly (string | undefined)[]): string | undefined {
  const known = texts.filter((text) => text !== undefined);
  return known.length === 0 ? undefined : known.join(' · ');
}

/** The days of a sheet by their first and last. */
export function sheetDaysText({ lines }: { readonly lines: readonly Pick<SheetLine, 'on'>[] }, language: Language): string {
  const days = lines.map(({ on }) => on).sort();
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return translator(language)('sheet.noDays');
  return first === last ? formatDay(first, language) : formatPeriod(first, last, language);
}

/** What people should look at before it is handed in or accepted. */
export function concernNotices(concerns: readonly SheetConcern[], language: Language): NoticeView[] {
  const t = translator(language);
  if (concerns.length === 0) return [];
  const items = concerns.map(({ code, on }) => t(`sheet.concern.${code}`, { day: formatDay(on, language) }));
  return [{ tone: 'warning', heading: t('sheet.concern.heading'), items }];
}
