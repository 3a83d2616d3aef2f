import { randomUUID } from 'node:crypto';
import type { BreadcrumbsView } from '#app/components/breadcrumbs.tsx';
import type { TableView } from '#app/components/data-table.tsx';
import type { DefinitionView } from '#app/components/definition-list.tsx';
import type { LinkView } from '#app/components/link-view.ts';
import type { NoticeView } from '#app/components/notice.tsx';
import type { PageHeadingView } from '#app/components/page-heading.tsx';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { roles } from '#app/domain/permissions.ts';
import type { Language } from '#app/domain/programme.ts';
import { organisationBreadcrumbs } from '#app/features/organisations/organisation-frame-view.ts';
import { organisationAddress } from '#app/features/shell/addresses.ts';
import { pageForm, type FormGroupView, type PageFormView } from '#app/features/shell/form-page-view.ts';
import { fieldWords, type FormState } from '#app/features/shell/form-words.ts';
import { dayInNorway, formatDay } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import type { Member } from './member.ts';
import type { PersonField } from './person-form.ts';

export interface PersonView {
  readonly title: string;
  readonly breadcrumbs: BreadcrumbsView;
  readonly heading: PageHeadingView;
  readonly notices: readonly NoticeView[];
  readonly facts: readonly DefinitionView[];
  readonly table: TableView | undefined;
  readonly form: PageFormView | undefined;
}

export interface PersonInput {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly member: Member;
  readonly isSelf: boolean;
  /** The only one who can let people in. */
  readonly isLast: boolean;
  /** The names of the keys they made, which end with the role unless they are to stay. */
  readonly keys: readonly string[];
  readonly state: FormState<PersonField>;
  readonly notices: readonly NoticeView[];
  readonly today: CalendarDate;
}

/** The frame of a page about one person's access. */
export function personFrame(
  { organisationId, organisationName, member, language }: Pick<PersonInput, 'organisationId' | 'organisationName' | 'member'> & { language: Language },
  below?: string,
) {
  const people = { href: organisationAddress(organisationId, 'people'), text: translator(language)('people.page.heading') };
  const person = { href: organisationAddress(organisationId, `people/${member.userId}`), text: member.name };
  const between: LinkView[] = below === undefined ? [people] : [people, person];
  const title = below ?? member.name;
  return { person, breadcrumbs: organisationBreadcrumbs({ organisationId, organisationName, between, title, language }) };
}

/** One person's access: what it is, since when, when it was last used, and what can be changed about it. */
export function personView(input: PersonInput): PersonView {
  const { member, isSelf, isLast, notices, state: { language } } = input;
  const t = translator(language);
  const { person, breadcrumbs } = personFrame({ ...input, language });
  const isConsultant = member.role === 'consultant';
  return {
    title: member.name, breadcrumbs,
    heading: {
      title: member.name, lead: isLast ? t('people.person.last') : undefined,
      actions: isLast ? [] : [{ href: `${person.href}/end`, text: t(isSelf ? 'people.person.endOwn' : 'people.person.end') }],
    },
    notices,
    facts: factsOf(member, language),
    table: isConsultant && member.programmes.length > 0 ? programmesTable(input) : undefined,
    form: isConsultant ? endForm(input) : roleForm(input),
  };
}

function factsOf({ email, role, createdAt, lastUsedAt }: Member, language: Language) {
  const t = translator(language);
  return [
    { label: t('people.email'), value: email },
    { label: t('people.page.role'), value: t(`people.role.${role}`), detail: t(`people.role.${role}.may`) },
    { label: t('people.page.since'), value: formatDay(dayInNorway(new Date(createdAt)), language) },
    { label: t('people.page.lastUsed'), value: lastUsedAt === undefined ? t('people.page.neverUsed') : formatDay(dayInNorway(new Date(lastUsedAt)), language) },
  ];
}

function programmesTable({ organisationId, member, today, state: { language } }: PersonInput): TableView {
  const t = translator(language);
  const end = organisationAddress(organisationId, `people/${member.userId}/end`);
  return {
    caption: t('people.person.programmes'),
    columns: [
      { heading: t('people.person.programme') }, { heading: t('people.page.since') }, { heading: t('people.page.lastUsed') }, { heading: t('people.page.until') },
      { heading: t('people.person.act'), isHeadingHidden: true },
    ],
    rows: member.programmes.map(({ id, name, createdAt, lastUsedAt, endsOn }) => ({ key: id, cells: [
      name, formatDay(dayInNorway(new Date(createdAt)), language),
      lastUsedAt === undefined ? t('people.page.neverUsed') : formatDay(dayInNorway(new Date(lastUsedAt)), language),
      endsOn === undefined
        ? t('people.person.noEnd')
        : { text: formatDay(endsOn, language), ...(endsOn < today ? { status: { text: t('people.person.closed'), tone: 'warning' as const } } : {}) },
      { links: [{ href: `${end}?programme=${id}`, text: t('people.person.endProgramme', { programme: name }) }] },
    ] })),
  };
}

export const keepsKeysField = 'keeps_keys';

/** Whether the keys for other systems that somebody made go on without them; nothing where they made none. */
export function keysGroup(keys: readonly string[], language: Language): FormGroupView[] {
  if (keys.length === 0) return [];
  const t = translator(language);
  const hint = t('people.keys.hint', { names: keys.join(', ') });
  return [{ fields: [{ kind: 'checkbox', name: keepsKeysField, label: t('people.keys.keep'), hint, isChecked: false }] }];
}

function roleForm({ state, isLast, keys }: PersonInput): PageFormView | undefined {
  if (isLast) return undefined;
  const t = translator(state.language);
  const options = roles.filter((role) => role !== 'consultant').map((role) => ({ value: role, text: t(`people.role.${role}`), hint: t(`people.role.${role}.may`) }));
  const groups = [{ fields: [{ kind: 'radios' as const, ...fieldWords({ form: 'person', field: 'role' }, state), options }] }, ...keysGroup(keys, state.language)];
  return {
    ...pageForm(groups, { hidden: { form_key: randomUUID() }, submit: t('people.person.saveRole') }, state.language),
    section: { heading: t('people.person.changeRole') },
  };
}

function endForm({ state, member }: PersonInput): PageFormView | undefined {
  if (member.programmes.length === 0) return undefined;
  const t = translator(state.language);
  const groups = [{ fields: [
    {
      kind: 'select' as const, ...fieldWords({ form: 'person', field: 'programme' }, state), isRequired: true,
      options: member.programmes.map(({ id, name }) => ({ value: id, text: name })),
    },
    { kind: 'text' as const, ...fieldWords({ form: 'person', field: 'endsOn' }, state), width: 'medium' as const, maxLength: 40, isRequired: true },
  ] }];
  return {
    ...pageForm(groups, { hidden: { form_key: randomUUID() }, submit: t('people.person.saveEnd') }, state.language),
    section: { heading: t('people.person.changeEnd') },
  };
}
