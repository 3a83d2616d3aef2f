import type { BreadcrumbsView } from '#app/components/breadcrumbs.tsx';
import type { TableView } from '#app/components/data-table.tsx';
import type { PageHeadingView } from '#app/components/page-heading.tsx';
import { roles } from '#app/domain/permissions.ts';
import type { Language } from '#app/domain/programme.ts';
import { organisationAddress } from '#app/features/shell/addresses.ts';
import { inAlphabet } from '#app/i18n/alphabet.ts';
import { dayInNorway, formatDay } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import type { Member } from './member.ts';

export interface PeopleView {
  readonly title: string;
  readonly breadcrumbs: BreadcrumbsView;
  readonly heading: PageHeadingView;
  readonly table: TableView;
  readonly roles: { readonly heading: string; readonly items: readonly { readonly label: string; readonly value: string }[] };
  readonly adding: { readonly heading: string; readonly text: string; readonly command: string };
}

export interface PeopleInput {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly members: readonly Member[];
  readonly language: Language;
}

/** Who has access to the organisation, and what each may do. */
export function peopleView({ organisationId, organisationName, members, language }: PeopleInput): PeopleView {
  const t = translator(language);
  const title = t('people.page.heading');
  return {
    title,
    breadcrumbs: {
      label: t('people.page.breadcrumbs'), current: title, items: [{ href: organisationAddress(organisationId), text: organisationName }],
    },
    heading: { title, lead: t('people.page.lead', { organisation: organisationName }) },
    table: tableOf(members, language),
    roles: {
      heading: t('people.page.roles'),
      items: roles.map((role) => ({ label: t(`people.role.${role}`), value: t(`people.role.${role}.may`) })),
    },
    adding: { heading: t('people.page.adding'), text: t('people.page.adding.text'), command: t('people.page.adding.command') },
  };
}

function tableOf(members: readonly Member[], language: Language): TableView {
  const t = translator(language);
  return {
    caption: t('people.page.table'),
    isCaptionHidden: true,
    columns: [
      { heading: t('people.name') }, { heading: t('people.email') }, { heading: t('people.page.role') }, { heading: t('people.page.reach') },
      { heading: t('people.page.since') },
    ],
    rows: members.toSorted((a, b) => inAlphabet(a.name, b.name)).map((member) => ({
      key: member.userId,
      cells: [
        member.name, member.email, t(`people.role.${member.role}`), reachOf(member, language),
        formatDay(dayInNorway(new Date(member.createdAt)), language),
      ],
    })),
  };
}

function reachOf({ role, programmeNames }: Member, language: Language): string {
  const t = translator(language);
  if (role !== 'consultant') return t('people.page.everything');
  return programmeNames.length === 0 ? t('people.page.noProgramme') : programmeNames.join(' · ');
}
