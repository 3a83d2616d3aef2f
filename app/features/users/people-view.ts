import type { BreadcrumbsView } from '#app/components/breadcrumbs.tsx';
import type { TableView } from '#app/components/data-table.tsx';
import type { DefinitionView } from '#app/components/definition-list.tsx';
import type { LinkView } from '#app/components/link-view.ts';
import type { NoticeView } from '#app/components/notice.tsx';
import type { PageHeadingView } from '#app/components/page-heading.tsx';
import type { RichCellView } from '#app/components/table-cell.tsx';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { roles } from '#app/domain/permissions.ts';
import type { Language } from '#app/domain/programme.ts';
import type { ApiToken } from '#app/features/api-tokens/api-token.ts';
import type { Invitation } from '#app/features/invitations/invitation.ts';
import { messageState } from '#app/features/outbox/message-state-view.ts';
import type { ListedMessage } from '#app/features/outbox/outbox-message.ts';
import { organisationBreadcrumbs } from '#app/features/organisations/organisation-frame-view.ts';
import { organisationAddress } from '#app/features/shell/addresses.ts';
import { inAlphabet } from '#app/i18n/alphabet.ts';
import { dayInNorway, formatDay, formatMoment } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import type { Member, MemberProgramme } from './member.ts';

export interface PeopleView {
  readonly title: string;
  readonly breadcrumbs: BreadcrumbsView;
  readonly heading: PageHeadingView;
  readonly notices: readonly NoticeView[];
  readonly table: TableView;
  readonly invited: { readonly heading: string; readonly table: TableView | undefined; readonly none: string };
  /** Other systems that are let in; undefined where there is none. */
  readonly systems: { readonly heading: string; readonly items: readonly FactView[]; readonly link: LinkView } | undefined;
  readonly roles: { readonly heading: string; readonly items: readonly FactView[] };
}

type FactView = Pick<DefinitionView, 'label' | 'value'>;

export interface PeopleInput {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly members: readonly Member[];
  readonly invitations: readonly Invitation[];
  /** The last e-mail about each invitation. */
  readonly messages: ReadonlyMap<string, ListedMessage>;
  /** Those that open something. */
  readonly keys: readonly ApiToken[];
  readonly notices: readonly NoticeView[];
  readonly today: CalendarDate;
  readonly now: Date;
  readonly language: Language;
}

/** Who has access to the organisation, who is asked in, and what each role may do. */
export function peopleView(input: PeopleInput): PeopleView {
  const { organisationId, organisationName, notices, invitations, language } = input;
  const t = translator(language);
  const title = t('people.page.heading');
  const at = (page: string) => organisationAddress(organisationId, page);
  return {
    title, notices,
    breadcrumbs: organisationBreadcrumbs({ organisationId, organisationName, title, language }),
    heading: {
      title, lead: t('people.page.lead', { organisation: organisationName }),
      actions: [
        { href: at('people/invite'), text: t('people.page.invite'), variant: 'primary' },
        { href: at('mail'), text: t('outbox.page.title'), variant: 'tertiary' },
      ],
    },
    table: membersTable(input),
    invited: {
      heading: t('people.invited.heading'), none: t('people.invited.none'),
      table: invitations.length === 0 ? undefined : invitedTable(input),
    },
    systems: systemsOf(input),
    roles: {
      heading: t('people.page.roles'),
      items: roles.map((role) => ({ label: t(`people.role.${role}`), value: t(`people.role.${role}.may`) })),
    },
  };
}

function systemsOf({ organisationId, keys, language }: PeopleInput): PeopleView['systems'] {
  if (keys.length === 0) return undefined;
  const t = translator(language);
  const usedText = (at: string | undefined) => (at === undefined ? t('api.tokens.neverUsed').toLowerCase() : formatDay(dayInNorway(new Date(at)), language));
  return {
    heading: t('people.page.systems'),
    items: keys.map(({ name, scopes, createdBy, createdAt, lastUsedAt, expiresOn }) => ({
      label: name,
      value: t('people.page.system', {
        scopes: scopes.map((scope) => t(`api.scope.${scope}`)).join(', '), person: createdBy ?? t('privacy.erasedName'), used: usedText(lastUsedAt),
        since: formatDay(dayInNorway(new Date(createdAt)), language), until: formatDay(expiresOn, language),
      }),
    })),
    link: { href: organisationAddress(organisationId, 'api-keys'), text: t('people.page.toSystems') },
  };
}

function membersTable({ organisationId, members, today, language }: PeopleInput): TableView {
  const t = translator(language);
  const day = (instant: string) => formatDay(dayInNorway(new Date(instant)), language);
  return {
    caption: t('people.page.table'), isCaptionHidden: true,
    columns: [
      { heading: t('people.name') }, { heading: t('people.page.role') }, { heading: t('people.page.reach') }, { heading: t('people.page.since') },
      { heading: t('people.page.lastUsed') },
    ],
    rows: members.toSorted((a, b) => inAlphabet(a.name, b.name)).map((member) => ({
      key: member.userId,
      cells: [
        { text: member.name, href: organisationAddress(organisationId, `people/${member.userId}`), detail: member.email },
        t(`people.role.${member.role}`), reachOf(member, { today, language }), day(member.createdAt),
        member.lastUsedAt === undefined ? t('people.page.neverUsed') : day(member.lastUsedAt),
      ],
    })),
  };
}

function invitedTable({ organisationId, invitations, messages, now, language }: PeopleInput): TableView {
  const t = translator(language);
  return {
    caption: t('people.invited.heading'), isCaptionHidden: true,
    columns: [
      { heading: t('people.name') }, { heading: t('people.page.role') }, { heading: t('people.page.reach') }, { heading: t('people.invited.until') },
      { heading: t('people.invited.mail') },
    ],
    rows: invitations.map(({ id, name, email, role, programme, expiresAt }) => {
      const message = messages.get(id);
      const isOver = expiresAt <= now.toISOString();
      const until: RichCellView = { text: formatMoment(new Date(expiresAt), language), ...(isOver ? { status: { text: t('people.invited.over'), tone: 'warning' } } : {}) };
      return { key: id, cells: [
        { text: name, href: organisationAddress(organisationId, `people/invitations/${id}`), detail: email },
        t(`people.role.${role}`), programme?.name ?? t('people.page.everything'), until,
        message === undefined ? t('people.invited.byHand') : messageState(message, language),
      ] };
    }),
  };
}

function reachOf({ role, programmes }: Member, { today, language }: { today: CalendarDate; language: Language }): string {
  const t = translator(language);
  if (role !== 'consultant') return t('people.page.everything');
  return programmes.length === 0 ? t('people.page.noProgramme') : programmes.map((programme) => programmeWithEnd(programme, { today, language })).join(' · ');
}

function programmeWithEnd({ name, endsOn }: MemberProgramme, { today, language }: { today: CalendarDate; language: Language }): string {
  if (endsOn === undefined) return name;
  const t = translator(language);
  const values = { programme: name, day: formatDay(endsOn, language) };
  return endsOn < today ? t('people.page.programmeClosed', values) : t('people.page.programmeUntil', values);
}
