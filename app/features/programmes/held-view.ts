import type { CheckListView } from '#app/components/check-list.tsx';
import type { SectionView } from '#app/components/section.tsx';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import { formatDay, formatPeriod } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import type { HeldActivity } from './held-without-invoice.ts';
import type { OverviewContext } from './overview-context.ts';

export interface HeldView {
  readonly section: SectionView;
  readonly list: CheckListView;
}

/** What was held and lacks an invoice, with the way to enter it. Undefined when every day has one. */
export function heldView({ overview: { held }, organisationId, programmeId, language, may }: OverviewContext): HeldView | undefined {
  if (held.length === 0) return undefined;
  const t = translator(language);
  const heading = t('overview.held.heading');
  const daysText = ({ activity, days }: HeldActivity) => {
    return days.length === 0 ? formatPeriod(activity.startsOn, activity.endsOn, language) : days.map((day) => formatDay(day, language)).join(', ');
  };
  const link = ({ activity }: HeldActivity) => ({
    href: programmeAddress(organisationId, programmeId, `expenses/new?activity=${activity.id}`), text: t('overview.held.add'),
  });
  return {
    section: { id: 'held', heading, lead: t('overview.held.lead') },
    list: {
      label: heading,
      items: held.map((each) => ({
        tone: 'info', toneText: t('overview.held.tone'),
        text: t('overview.held.item', { activity: each.activity.title, days: daysText(each) }),
        link: may('expense.edit') ? link(each) : undefined,
      })),
    },
  };
}
