import { randomUUID } from 'node:crypto';
import { organisationAddress } from '#app/features/shell/addresses.ts';
import { pageForm, type FormPageView } from '#app/features/shell/form-page-view.ts';
import { collidingForm, doneNotices, shownCard, type ShownForm } from '#app/features/shell/shown-form.ts';
import { carryOut } from '#app/guard/carry-out.server.ts';
import type { OrganisationDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { translator } from '#app/i18n/translate.ts';
import { ledgerFields, ledgerGroups, readLedgerForm, typedFromLedger, type LedgerField } from './ledger-form.ts';
import { organisationBreadcrumbs } from './organisation-frame-view.ts';
import { getOrganisation } from './organisations.repository.server.ts';
import { ledgerSeal, saveOrganisationLedger } from './save-ledger.server.ts';

/** The accounting string the organisation posts to unless a programme says otherwise. */
export async function ledgerPage(desk: OrganisationDesk): Promise<FormPageView> {
  const { ledger } = await getOrganisation(desk.database, desk.membership);
  const notices = doneNotices(desk.url, { saved: 'programme.done.saved' }, desk.language);
  return pageOf(desk, { typed: typedFromLedger(ledger), faults: {}, seal: ledgerSeal(ledger), notices });
}

export async function answerLedgerForm(desk: OrganisationDesk, form: FormFields): Promise<{ page: FormPageView; status: 409 | 422 }> {
  const { membership, language, today } = desk;
  const typed = form.typed(ledgerFields);
  const seal = form.text('version');
  const reading = readLedgerForm(typed, today);
  if ('faults' in reading) return { page: await pageOf(desk, { typed, faults: reading.faults, seal, notices: [] }), status: 422 };
  const { refused: { conflict } } = await carryOut(desk, form, (change) => saveOrganisationLedger(change, { ...reading, seal }));
  const colliding = collidingForm({
    form: 'ledger', fields: ledgerFields, typed, stored: typedFromLedger(conflict), seal: ledgerSeal(conflict), language,
    href: organisationAddress(membership.organisationId, 'accounting'),
  });
  return { page: await pageOf(desk, colliding), status: 409 };
}

async function pageOf({ database, membership, language }: OrganisationDesk, shown: ShownForm<LedgerField>): Promise<FormPageView> {
  const t = translator(language);
  const { organisationId } = membership;
  const { organisation } = await getOrganisation(database, membership);
  const title = t('programme.ledger.title');
  const settings = { href: organisationAddress(organisationId, 'settings'), text: t('programme.organisation.title') };
  return {
    title,
    breadcrumbs: organisationBreadcrumbs({ organisationId, organisationName: organisation.name, between: [settings], title, language }),
    navs: [],
    heading: { title, lead: t('programme.ledger.lead') },
    notices: shown.notices,
    conflict: shown.conflict,
    form: pageForm(ledgerGroups({ ...shown, language }, undefined), shownCard(shown, { formKey: randomUUID(), cancel: { ...settings, text: t('form.cancel') }, language }), language),
  };
}
