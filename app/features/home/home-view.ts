import type { BreadcrumbsView } from '#app/components/breadcrumbs.tsx';
import type { EmptyStateView } from '#app/components/empty-state.tsx';
import type { NoticeView } from '#app/components/notice.tsx';
import type { PageHeadingView } from '#app/components/page-heading.tsx';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Language } from '#app/domain/programme.ts';
import { consultantPlaceView } from '#app/features/consultant-place/consultant-place-view.ts';
import type { ConsultantPlace } from '#app/features/consultant-place/consultant-place.ts';
import { organisationAddress, secondFactorAddress } from '#app/features/shell/addresses.ts';
import { translator } from '#app/i18n/translate.ts';
import { workplaceActions, workplaceView, type WorkplaceView } from './workplace-view.ts';
import type { WorkplaceMatter } from './workplace-matter.ts';

/** The front page of somebody who has signed in, or the first page of one organisation. */
export interface HomeView {
  readonly title: string;
  readonly breadcrumbs: BreadcrumbsView | undefined;
  readonly heading: PageHeadingView;
  readonly notices: readonly NoticeView[];
  readonly workplaces: readonly WorkplaceView[];
  /** For somebody who belongs nowhere. */
  readonly empty: EmptyStateView | undefined;
}

interface HomeInput {
  readonly workplaces: readonly WorkplaceMatter[];
  /** Where they come as a consultant. */
  readonly places?: readonly ConsultantPlace[] | undefined;
  /** Organisations that let nobody in without a second factor, which the person has not set up. */
  readonly closed?: readonly string[] | undefined;
  readonly today: CalendarDate;
  readonly language: Language;
}

/** With one organisation the page is that organisation's: no step in between. */
export function homeView(input: HomeInput): HomeView {
  const { workplaces, places = [], closed = [], today, language } = input;
  const t = translator(language);
  const [only] = workplaces;
  const isOnly = workplaces.length + places.length + closed.length === 1;
  if (only !== undefined && isOnly) return organisationView({ matter: only, today, language });
  const title = t('programme.home.title');
  const sections = [
    ...workplaces.map((matter) => workplaceView({ matter, section: sectionOf(matter, language), today, language })),
    ...places.map((place) => consultantPlaceView(place, { section: placeSection(place, language), language })),
  ];
  return {
    title,
    breadcrumbs: undefined,
    heading: { title, lead: sections.length === 0 ? undefined : t('programme.home.lead') },
    notices: [...closedNotices(closed, language), ...nothingWaits(sections, language)],
    workplaces: sections,
    empty: sections.length === 0
      ? { heading: t('programme.home.none.heading'), text: t('programme.home.none.text'), action: { href: '/calculator', text: t('people.signIn.calculator.link') } }
      : undefined,
  };
}

interface OrganisationInput extends Omit<HomeInput, 'workplaces'> {
  readonly matter: WorkplaceMatter;
  readonly breadcrumbs?: BreadcrumbsView;
  /** Of what was just done. */
  readonly notices?: readonly NoticeView[];
}

/** One organisation: what waits, and its programmes. */
export function organisationView(
  { matter, breadcrumbs, notices = [], today, language }: OrganisationInput,
): HomeView {
  const title = matter.organisation.name;
  const workplace = workplaceView({ matter, section: { heading: translator(language)('programme.list.heading') }, today, language });
  return {
    title,
    breadcrumbs,
    heading: { title, actions: workplaceActions(matter, language) },
    notices: [...notices, ...nothingWaits([workplace], language)],
    workplaces: [workplace],
    empty: undefined,
  };
}

function sectionOf({ membership, organisation }: WorkplaceMatter, language: Language): WorkplaceView['section'] {
  const t = translator(language);
  return {
    heading: organisation.name,
    lead: t(`people.role.${membership.role}`),
    action: membership.may('organisation.read')
      ? { href: organisationAddress(membership.organisationId), text: t('programme.home.open', { name: organisation.name }) }
      : undefined,
  };
}

function placeSection({ organisationName }: ConsultantPlace, language: Language): WorkplaceView['section'] {
  return { heading: organisationName, lead: translator(language)('people.role.consultant') };
}

function closedNotices(closed: readonly string[], language: Language): NoticeView[] {
  if (closed.length === 0) return [];
  const t = translator(language);
  return [{ tone: 'warning', heading: t('account.factor.required'), items: closed, link: { href: secondFactorAddress('/'), text: t('account.factor.turnOn') } }];
}

/** Said only where there are programmes: a new organisation's page tells what to do in other words. */
function nothingWaits(workplaces: readonly WorkplaceView[], language: Language): NoticeView[] {
  const hasProgrammes = workplaces.some(({ table }) => table !== undefined);
  if (!hasProgrammes || workplaces.some(({ waiting }) => waiting !== undefined)) return [];
  return [{ tone: 'success', text: translator(language)('programme.home.waits.nothing') }];
}
