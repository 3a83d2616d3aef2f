import type { BreadcrumbsView } from '#app/components/breadcrumbs.tsx';
import type { SectionNavView } from '#app/components/section-nav.tsx';
import type { Permission } from '#app/domain/permissions.ts';
import type { Language } from '#app/domain/programme.ts';
import { organisationAddress, programmeAddress } from '#app/features/shell/addresses.ts';
import { translator } from '#app/i18n/translate.ts';

/** Where in a programme a page belongs. The expenses have no tab: their table stands in the overview. */
export type ProgrammeSection = 'overview' | 'expenses' | 'daySheets' | 'files' | 'claims' | 'setup' | 'history';

export interface ProgrammeFrameInput {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly programmeId: string;
  readonly programmeName: string;
  readonly current: ProgrammeSection;
  /** The page's own title, when it lies below the section's first page. */
  readonly title?: string | undefined;
  readonly language: Language;
  readonly may: (permission: Permission) => boolean;
}

/** What every page of a programme has above it. */
export interface ProgrammeFrameView {
  readonly programmeName: string;
  readonly breadcrumbs: BreadcrumbsView;
  readonly nav: SectionNavView;
}

interface Tab {
  readonly name: Exclude<ProgrammeSection, 'expenses'>;
  readonly page: string;
  /** Any of these opens it. */
  readonly permissions: readonly Permission[];
}

const tabs: readonly Tab[] = [
  { name: 'overview', page: '', permissions: ['programme.read'] },
  { name: 'daySheets', page: 'day-sheets', permissions: ['expense.read'] },
  { name: 'files', page: 'files', permissions: ['expense.read'] },
  { name: 'claims', page: 'claims', permissions: ['claim.read'] },
  { name: 'setup', page: 'edit', permissions: ['programme.edit'] },
  { name: 'setup', page: 'accounting', permissions: ['accounting_string.edit'] },
  { name: 'setup', page: 'edit', permissions: ['programme.read'] },
  { name: 'history', page: 'history', permissions: ['audit.read'] },
];

/** The way down to a programme's page, and the programme's sections that are open to the role. */
export function programmeFrame(input: ProgrammeFrameInput): ProgrammeFrameView {
  const { organisationId, programmeId, current, language, may } = input;
  const t = translator(language);
  const section = current === 'expenses' ? 'overview' : current;
  const open = openTabs(may);
  return {
    programmeName: input.programmeName,
    breadcrumbs: breadcrumbsOf(input, section),
    nav: {
      label: t('overview.frame.nav'),
      items: open.map(({ name, page }) => ({
        href: programmeAddress(organisationId, programmeId, page), text: t(`overview.frame.${name}`), isCurrent: name === section,
      })),
    },
  };
}

/** What a tab of the browser says: the page, then the programme, since several may be open at once. */
export function documentTitle(page: { readonly title: string; readonly frame: Pick<ProgrammeFrameView, 'programmeName'> | undefined } | undefined): string {
  if (page === undefined) return '';
  const parts = page.frame === undefined ? [page.title] : [page.title, page.frame.programmeName];
  return [...parts, 'OU-refusjon'].join(' – ');
}

/** Of a section that can be entered by several pages, the first that is open. */
function openTabs(may: ProgrammeFrameInput['may']): Tab[] {
  const open = tabs.filter(({ permissions }) => permissions.some(may));
  return open.filter(({ name }, index) => open.findIndex((tab) => tab.name === name) === index);
}

/** A consultant has no page of the organisation: theirs begins on the front page. */
function breadcrumbsOf(input: ProgrammeFrameInput, section: Tab['name']): BreadcrumbsView {
  const { organisationId, organisationName, programmeId, programmeName, title, language, may } = input;
  const t = translator(language);
  const items = [{ href: '/', text: t('overview.frame.home') }];
  if (may('organisation.read')) items.push({ href: organisationAddress(organisationId), text: organisationName });
  const label = t('overview.frame.label');
  if (section === 'overview' && title === undefined) return { label, items, current: programmeName };
  items.push({ href: programmeAddress(organisationId, programmeId), text: programmeName });
  const tab = openTabs(may).find(({ name }) => name === section);
  if (title === undefined || tab === undefined) return { label, items, current: t(`overview.frame.${section}`) };
  if (section !== 'overview') items.push({ href: programmeAddress(organisationId, programmeId, tab.page), text: t(`overview.frame.${section}`) });
  return { label, items, current: title };
}
