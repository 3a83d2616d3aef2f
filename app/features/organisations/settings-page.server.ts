import { randomUUID } from 'node:crypto';
import type { NoticeView } from '#app/components/notice.tsx';
import { sizeText } from '#app/features/attachments/file-texts.ts';
import { sumKeptBytes } from '#app/features/attachments/kept-bytes.repository.server.ts';
import { organisationAddress } from '#app/features/shell/addresses.ts';
import { factsOf, pageForm, type FormPageView } from '#app/features/shell/form-page-view.ts';
import { fieldLabel } from '#app/features/shell/form-words.ts';
import { collidingForm, doneNotices, shownCard, type ShownForm } from '#app/features/shell/shown-form.ts';
import { carryOut } from '#app/guard/carry-out.server.ts';
import type { OrganisationDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { isTextKey, sentence, translator } from '#app/i18n/translate.ts';
import { ledgerFields } from './ledger-form.ts';
import { organisationGroups } from './organisation-fields-view.ts';
import { filledFromRegister, organisationFields, readOrganisationForm, typedFromOrganisation, type OrganisationField } from './organisation-form.ts';
import { organisationBreadcrumbs } from './organisation-frame-view.ts';
import { getOrganisation, type StoredOrganisation } from './organisations.repository.server.ts';
import { organisationSeal, saveOrganisation } from './save-organisation.server.ts';

interface Answer {
  readonly page: FormPageView;
  readonly status: 200 | 409 | 422;
}

/** The organisation's facts: a form for those who may change them, facts to read for others. */
export async function settingsPage(desk: OrganisationDesk): Promise<FormPageView> {
  const stored = await getOrganisation(desk.database, desk.membership);
  const notices = doneNotices(desk.url, { saved: 'programme.done.saved' }, desk.language);
  return pageOf(desk, stored, { typed: typedFromOrganisation(stored), faults: {}, seal: organisationSeal(stored), notices });
}

/** Saves the form, or fills it in from the register, or answers with what has to be mended and everything typed. */
export async function answerSettingsForm(desk: OrganisationDesk, form: FormFields): Promise<Answer> {
  const { database, membership, language, today } = desk;
  const typed = form.typed(organisationFields);
  const seal = form.text('version');
  const stored = await getOrganisation(database, membership);
  if (form.text('act') === 'fill') {
    const notices: NoticeView[] = [{ tone: 'info', isDone: true, text: translator(language)('programme.organisation.filled') }];
    return { page: await pageOf(desk, stored, { typed: filledFromRegister(typed), faults: {}, seal, notices }), status: 200 };
  }
  const reading = readOrganisationForm(typed, today);
  if ('faults' in reading) return { page: await pageOf(desk, stored, { typed, faults: reading.faults, seal, notices: [] }), status: 422 };
  const { refused: { conflict } } = await carryOut(desk, form, (change) => saveOrganisation(change, { ...reading, seal }));
  const colliding = collidingForm({
    form: 'organisation', fields: organisationFields, typed, stored: typedFromOrganisation(conflict), seal: organisationSeal(conflict), language,
    href: organisationAddress(membership.organisationId, 'settings'),
    textOf: (field, text) => (field === 'language' ? languageName(text, language) : text),
  });
  return { page: await pageOf(desk, conflict, colliding), status: 409 };
}

async function pageOf(desk: OrganisationDesk, stored: StoredOrganisation, shown: ShownForm<OrganisationField>): Promise<FormPageView> {
  const { membership, services, database, language } = desk;
  const t = translator(language);
  const { organisationId } = membership;
  const title = t('programme.organisation.title');
  const groups = organisationGroups({ ...shown, language }, { maySeeAccount: membership.may('bank_account.read') });
  const otherSubmits = [{ name: 'act', value: 'fill', text: t('programme.organisation.fill') }];
  const mayEdit = membership.may('organisation.edit');
  return {
    title,
    breadcrumbs: organisationBreadcrumbs({ organisationId, organisationName: stored.organisation.name, title, language }),
    navs: [],
    heading: { title, lead: mayEdit ? t('programme.organisation.lead') : undefined },
    notices: shown.notices,
    conflict: shown.conflict,
    form: mayEdit ? pageForm(groups, shownCard(shown, { formKey: randomUUID(), otherSubmits, language }), language) : undefined,
    facts: mayEdit ? undefined : factsOf(groups, language),
    more: [
      ledgerSection(stored, { mayEdit: membership.may('accounting_string.edit'), language }),
      roomSection({ keptBytes: await sumKeptBytes(database, membership), quotaBytes: services.quotaBytes }, language),
    ],
  };
}

function ledgerSection({ id, ledger }: StoredOrganisation, { mayEdit, language }: { mayEdit: boolean; language: OrganisationDesk['language'] }) {
  const t = translator(language);
  return {
    section: {
      heading: t('programme.ledger.title'), lead: t('programme.ledger.lead'),
      action: mayEdit ? { href: organisationAddress(id, 'accounting'), text: t('programme.ledger.edit') } : undefined,
    },
    facts: ledgerFields.map((field) => ({ label: fieldLabel('ledger', field, language), value: ledger[field] || t('programme.notFilledIn') })),
  };
}

/** How much of its room for files the organisation has used. */
function roomSection({ keptBytes, quotaBytes }: { keptBytes: number; quotaBytes: number | undefined }, language: OrganisationDesk['language']) {
  const t = translator(language);
  const used = sizeText(keptBytes, language);
  const value = quotaBytes === undefined ? used : t('programme.files.usedOf', { used, quota: sizeText(quotaBytes, language) });
  return {
    section: { heading: t('programme.files.room'), lead: t('programme.files.room.lead') },
    facts: [{ label: t('programme.files.used'), value }],
  };
}

function languageName(code: string, language: OrganisationDesk['language']): string {
  const key = `programme.language.${code}`;
  return isTextKey(key) ? sentence(language, key, {}) : code;
}
