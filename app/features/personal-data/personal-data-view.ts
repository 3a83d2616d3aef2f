import type { BreadcrumbsView } from '#app/components/breadcrumbs.tsx';
import type { TableView } from '#app/components/data-table.tsx';
import type { LinkView } from '#app/components/link-view.ts';
import type { NoticeView } from '#app/components/notice.tsx';
import type { PageHeadingView } from '#app/components/page-heading.tsx';
import type { PostButtonView } from '#app/components/post-button.tsx';
import type { SectionView } from '#app/components/section.tsx';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Language } from '#app/domain/programme.ts';
import { retentionLimits } from '#app/domain/retention.ts';
import { organisationBreadcrumbs } from '#app/features/organisations/organisation-frame-view.ts';
import { organisationAddress, programmeAddress } from '#app/features/shell/addresses.ts';
import { pageForm, type PageFormView } from '#app/features/shell/form-page-view.ts';
import type { FieldFaults, Typed } from '#app/features/shell/form-reading.ts';
import { fieldWords } from '#app/features/shell/form-words.ts';
import { inAlphabet } from '#app/i18n/alphabet.ts';
import { formatDay } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import { isErasable, type KeptPerson, type PersonalData } from './kept-person.ts';
import type { RetentionField } from './retention-form.ts';

/** Who is on record, what is due, and for how long things are kept. */
export interface PersonalDataView {
  readonly title: string;
  readonly breadcrumbs: BreadcrumbsView;
  readonly heading: PageHeadingView;
  readonly notices: readonly NoticeView[];
  readonly erasing: { readonly notice: NoticeView; readonly button: PostButtonView; readonly cancel: LinkView } | undefined;
  readonly due: { readonly section: SectionView; readonly table: TableView | undefined };
  readonly people: { readonly section: SectionView; readonly table: TableView };
  readonly form: PageFormView;
}

export interface PersonalDataInput {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly data: PersonalData;
  readonly typed: Typed<RetentionField>;
  readonly faults: FieldFaults<RetentionField>;
  readonly notices: readonly NoticeView[];
  /** The person whose erasing is to be confirmed. */
  readonly asked: string | undefined;
  readonly newFormKey: () => string;
  readonly today: CalendarDate;
  readonly language: Language;
}

export function personalDataView(input: PersonalDataInput): PersonalDataView {
  const { organisationId, organisationName, notices, language } = input;
  const t = translator(language);
  const title = t('privacy.page.title');
  return {
    title,
    breadcrumbs: organisationBreadcrumbs({ organisationId, organisationName, title, language }),
    heading: { title, lead: t('privacy.page.lead') },
    notices,
    erasing: erasingOf(input),
    due: dueOf(input),
    people: peopleOf(input),
    form: formOf(input),
  };
}

const pageAddress = ({ organisationId }: PersonalDataInput, page = '') => organisationAddress(organisationId, `personal-data${page}`);

function erasingOf(input: PersonalDataInput): PersonalDataView['erasing'] {
  const { data, asked, newFormKey, today, language } = input;
  const t = translator(language);
  const person = data.people.find(({ id }) => id === asked);
  if (person === undefined || !isErasable(person, today)) return undefined;
  return {
    notice: { tone: 'warning', heading: t('privacy.person.ask', { name: person.name }), text: t('privacy.person.ask.text') },
    button: {
      action: pageAddress(input), text: t('privacy.person.erase'), variant: 'primary', isDanger: true,
      hidden: { form_key: newFormKey(), act: 'erase', id: person.id },
    },
    cancel: { href: pageAddress(input), text: t('form.cancel') },
  };
}

function dueOf(input: PersonalDataInput): PersonalDataView['due'] {
  const { organisationId, data, today, language } = input;
  const t = translator(language);
  const due = data.programmes.filter(({ keptUntil }) => keptUntil !== undefined && keptUntil < today);
  const section = { heading: t('privacy.due.heading'), lead: t(due.length === 0 ? 'privacy.due.none' : 'privacy.due.lead') };
  if (due.length === 0) return { section, table: undefined };
  return {
    section,
    table: {
      caption: t('privacy.due.heading'), isCaptionHidden: true,
      columns: [{ heading: t('privacy.due.programme') }, { heading: t('privacy.due.ended') }, { heading: t('privacy.due.keptUntil') }],
      rows: due.map(({ id, name, endsOn, keptUntil }) => ({
        key: id,
        cells: [
          { text: name, href: programmeAddress(organisationId, id) }, formatDay(endsOn, language), keptUntil === undefined ? '' : formatDay(keptUntil, language),
        ],
      })),
    },
  };
}

function peopleOf(input: PersonalDataInput): PersonalDataView['people'] {
  const { data, today, language } = input;
  const t = translator(language);
  return {
    section: { heading: t('privacy.people.heading'), lead: t('privacy.people.lead') },
    table: {
      caption: t('privacy.people.heading'), isCaptionHidden: true,
      columns: [
        { heading: t('people.name') }, { heading: t('privacy.people.what') }, { heading: t('privacy.people.kept') },
        { heading: t('programme.column.act'), isHeadingHidden: true },
      ],
      rows: data.people.toSorted((a, b) => inAlphabet(a.name, b.name)).map((person) => ({
        key: person.id,
        cells: [
          { text: person.name, ...(person.email === undefined ? {} : { detail: person.email }) },
          whatOf(person, language),
          keptText(person, today, language),
          {
            links: [
              { href: pageAddress(input, `/${person.id}`), text: t('privacy.person.download', { name: person.name }) },
              ...(isErasable(person, today) ? [{ href: `${pageAddress(input)}?erase=${person.id}`, text: t('privacy.person.eraseLink', { name: person.name }) }] : []),
            ],
          },
        ],
      })),
    },
  };
}

function whatOf({ kind, role }: KeptPerson, language: Language): string {
  const t = translator(language);
  const what = role === undefined ? t('privacy.people.consultant') : t(`people.role.${role}`);
  return kind === 'invited' ? t('privacy.people.invited', { role: what }) : what;
}

function keptText({ keptBy }: KeptPerson, today: CalendarDate, language: Language): string {
  const t = translator(language);
  if (keptBy === undefined) return t('privacy.kept.nothing');
  if (keptBy.reason !== 'vouchers') return t(`privacy.kept.${keptBy.reason}`);
  return keptBy.until < today ? t('privacy.kept.past', { day: formatDay(keptBy.until, language) }) : t('privacy.kept.vouchers', { day: formatDay(keptBy.until, language) });
}

function formOf(input: PersonalDataInput): PageFormView {
  const { typed, faults, newFormKey, language } = input;
  const t = translator(language);
  const field = { kind: 'text' as const, ...fieldWords({ form: 'retention', field: 'years', facts: retentionLimits }, { typed, faults, language }), unit: t('privacy.retention.unit'), width: 'short' as const, inputMode: 'numeric' as const };
  const form = pageForm([{ fields: [field] }], { action: pageAddress(input), hidden: { form_key: newFormKey(), act: 'retention' }, submit: t('form.save') }, language);
  return { ...form, section: { heading: t('privacy.retention.heading'), lead: t('privacy.retention.lead') } };
}
