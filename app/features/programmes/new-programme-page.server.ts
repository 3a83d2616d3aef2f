import { randomUUID } from 'node:crypto';
import { organisationBreadcrumbs } from '#app/features/organisations/organisation-frame-view.ts';
import { getOrganisation } from '#app/features/organisations/organisations.repository.server.ts';
import { organisationAddress } from '#app/features/shell/addresses.ts';
import { pageForm, type FormPageView } from '#app/features/shell/form-page-view.ts';
import type { FieldFaults } from '#app/features/shell/form-reading.ts';
import { carryOut } from '#app/guard/carry-out.server.ts';
import type { OrganisationDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { translator } from '#app/i18n/translate.ts';
import { programmeGroups } from './programme-fields-view.ts';
import { emptyProgramme, programmeFields, readProgrammeForm, type ProgrammeField, type ProgrammeTyped } from './programme-form.ts';
import { createProgramme } from './save-programme.server.ts';

/** The form for a new programme; the rest of what is to be known is asked for afterwards. */
export function newProgrammePage(desk: OrganisationDesk): Promise<FormPageView> {
  return pageOf(desk, emptyProgramme(desk.user), {});
}

export async function answerNewProgramme(desk: OrganisationDesk, form: FormFields): Promise<{ page: FormPageView; status: 422 }> {
  const typed = form.typed(programmeFields);
  const reading = readProgrammeForm(typed, desk.today);
  if ('faults' in reading) return { page: await pageOf(desk, typed, reading.faults), status: 422 };
  const { refused } = await carryOut<never>(desk, form, (change) => createProgramme(change, reading));
  return refused;
}

async function pageOf(
  { database, membership, language }: OrganisationDesk, typed: ProgrammeTyped, faults: FieldFaults<ProgrammeField>,
): Promise<FormPageView> {
  const t = translator(language);
  const { organisationId } = membership;
  const { organisation } = await getOrganisation(database, membership);
  const title = t('programme.new.title');
  const card = {
    hidden: { form_key: randomUUID() }, submit: t('programme.new.submit'),
    cancel: { href: organisationAddress(organisationId), text: t('form.cancel') },
  };
  return {
    title,
    breadcrumbs: organisationBreadcrumbs({ organisationId, organisationName: organisation.name, title, language }),
    navs: [],
    heading: {
      title, lead: t('programme.new.lead'),
      actions: [{ href: organisationAddress(organisationId, 'programmes/import'), text: t('programme.import.link'), variant: 'tertiary' }],
    },
    notices: [],
    form: pageForm(programmeGroups({ typed, faults, language }), card, language),
  };
}
