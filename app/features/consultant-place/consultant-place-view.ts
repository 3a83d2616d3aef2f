import type { CheckView } from '#app/components/check-list.tsx';
import type { RowView, TableView } from '#app/components/data-table.tsx';
import type { CellView } from '#app/components/table-cell.tsx';
import type { SectionView } from '#app/components/section.tsx';
import { plus } from '#app/domain/money.ts';
import type { Language } from '#app/domain/programme.ts';
import { detailOf } from '#app/features/day-sheets/sheet-words.ts';
import type { WorkplaceView } from '#app/features/home/workplace-view.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import { formatAmount, formatDay, formatPeriod } from '#app/i18n/format.ts';
import { sentence, translator } from '#app/i18n/translate.ts';
import { completenessText } from './completeness-view.ts';
import type { ConsultantPlace, ConsultantProgramme } from './consultant-place.ts';
import type { OwnStanding, OwnWorkSum } from './consultant-standing.ts';
import { ownLacksText, ownWaits } from './own-lacks-view.ts';

/** A municipality on a consultant's front page: what waits for them there, and the programmes they take part in. */
export function consultantPlaceView(
  { membership: { organisationId }, programmes }: ConsultantPlace, { section, language }: { section: SectionView; language: Language },
): WorkplaceView {
  const t = translator(language);
  const items: CheckView[] = programmes.flatMap((programme) => ownWaits(programme, { organisationId, language }));
  const heading = t('programme.home.waits');
  return {
    key: organisationId,
    section,
    waiting: items.length === 0 ? undefined : { section: { heading, level: section.level }, list: { label: heading, items } },
    table: programmes.length === 0 ? undefined : programmesTable(programmes, { organisationId, language }),
    empty: programmes.length === 0 ? { heading: t('programme.home.empty.heading'), text: t('programme.home.empty.consultant') } : undefined,
  };
}

function programmesTable(programmes: readonly ConsultantProgramme[], place: { organisationId: string; language: Language }): TableView {
  const t = translator(place.language);
  return {
    caption: t('sheet.own.programmes'), isCaptionHidden: true,
    columns: [
      { heading: t('sheet.own.column.programme') }, { heading: t('sheet.own.column.access') }, { heading: t('sheet.own.column.waiting') },
      { heading: t('sheet.own.column.amount'), isNumeric: true }, { heading: t('sheet.own.column.lacks') }, { heading: t('sheet.own.column.application') },
    ],
    rows: programmes.map((programme) => rowOf(programme, place)),
  };
}

function rowOf(programme: ConsultantProgramme, { organisationId, language }: { organisationId: string; language: Language }): RowView {
  const { loaded: { id, programme: { facts } }, standing } = programme;
  return {
    key: id,
    cells: [
      { text: facts.name, href: programmeAddress(organisationId, id), detail: formatPeriod(facts.startsOn, facts.endsOn, language) },
      accessCell(programme, language), ...notInvoiced(standing, language), ownLacksText(programme, language),
      completenessText(programme.completeness, language),
    ],
  };
}

/** The days and the kroner no invoice stands on yet, told apart by whether the municipality has accepted them. */
function notInvoiced({ handedIn, waiting }: OwnStanding, language: Language): CellView[] {
  const t = translator(language);
  const daysText = (days: number) => sentence(language, 'sheet.own.days', { days });
  const staged = (stage: 'handedIn' | 'accepted', what: string | undefined) => (what === undefined ? undefined : t(`sheet.own.stage.${stage}`, { what }));
  const apart = (told: (part: OwnWorkSum) => string | undefined) => detailOf(staged('handedIn', told(handedIn)), staged('accepted', told(waiting)));
  return [
    { text: daysText(handedIn.days + waiting.days), detail: apart(({ days }) => (days === 0 ? undefined : daysText(days))) },
    {
      text: formatAmount(plus(handedIn.amount, waiting.amount), language),
      detail: apart(({ amount }) => (amount.isZero() ? undefined : formatAmount(amount, language))),
    },
  ];
}

/** As in a column that is headed «Tilgang», which says the word. */
function accessCell({ accessEndsOn }: Pick<ConsultantProgramme, 'accessEndsOn'>, language: Language): string {
  const t = translator(language);
  return accessEndsOn === undefined ? t('sheet.own.column.access.always') : t('sheet.own.column.access.until', { day: formatDay(accessEndsOn, language) });
}

export function accessText({ accessEndsOn }: Pick<ConsultantProgramme, 'accessEndsOn'>, language: Language): string {
  const t = translator(language);
  return accessEndsOn === undefined ? t('sheet.own.always') : t('sheet.own.until', { day: formatDay(accessEndsOn, language) });
}
