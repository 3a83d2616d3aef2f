import { randomUUID } from 'node:crypto';
import type { NoticeView } from '#app/components/notice.tsx';
import { organisationBreadcrumbs } from '#app/features/organisations/organisation-frame-view.ts';
import { getOrganisation } from '#app/features/organisations/organisations.repository.server.ts';
import { sendingView } from '#app/features/progress/sending-view.ts';
import { organisationAddress } from '#app/features/shell/addresses.ts';
import { pageForm, type FormPageView } from '#app/features/shell/form-page-view.ts';
import { carryOut } from '#app/guard/carry-out.server.ts';
import type { OrganisationDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { findingText } from '#app/i18n/finding-text.ts';
import { translator } from '#app/i18n/translate.ts';
import { bundleFaultText, otherOrganisationText } from './import-texts.ts';
import { importProgramme } from './import-programme.server.ts';
import type { Problem } from './problem.ts';
import { readImport } from './read-import.server.ts';

const importField = 'files';
/** The first ones are mended first; the rest show when they are. */
const mostProblems = 50;

interface Shown {
  readonly error?: string | undefined;
  readonly notices?: readonly NoticeView[];
}

export function importPage(desk: OrganisationDesk): Promise<FormPageView> {
  return pageOf(desk, {});
}

/** Makes a programme of the files that were sent, or tells what keeps them from being one. */
export async function answerImport(desk: OrganisationDesk, form: FormFields): Promise<{ page: FormPageView; status: 422 }> {
  const read = await readImport(desk, form.files(importField));
  if ('fault' in read) return faulty(desk, { error: bundleFaultText(read.fault, desk.language) });
  if ('problems' in read) return faulty(desk, { notices: [problemNotice(read.problems, desk)] });
  if ('turnedAway' in read) return faulty(desk, { error: read.turnedAway.join(' ') });
  const { refused } = await carryOut(desk, form, (change) => importProgramme(change, read));
  return faulty(desk, { error: otherOrganisationText(refused, desk.language) });
}

function problemNotice(problems: readonly Problem[], { language }: OrganisationDesk): NoticeView {
  const t = translator(language);
  const told = problems.slice(0, mostProblems).map((each) => findingText('schema', each, language));
  return {
    tone: 'danger', heading: t('programme.import.problems', { count: problems.length }), text: t('programme.import.problems.text'),
    items: told.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)),
  };
}

async function faulty(desk: OrganisationDesk, shown: Shown): Promise<{ page: FormPageView; status: 422 }> {
  return { page: await pageOf(desk, shown), status: 422 };
}

async function pageOf({ database, membership, language }: OrganisationDesk, { error, notices = [] }: Shown): Promise<FormPageView> {
  const t = translator(language);
  const { organisationId } = membership;
  const { organisation } = await getOrganisation(database, membership);
  const title = t('programme.import.title');
  const field = {
    kind: 'file', name: importField, label: t('programme.import.files'), hint: t('programme.import.files.hint'), isMultiple: true, error,
  } as const;
  const card = {
    hasFiles: true, sending: sendingView(language), hidden: { form_key: randomUUID() }, submit: t('programme.import.submit'),
    cancel: { href: organisationAddress(organisationId), text: t('form.cancel') },
  };
  return {
    title,
    breadcrumbs: organisationBreadcrumbs({ organisationId, organisationName: organisation.name, title, language }),
    navs: [],
    heading: { title, lead: t('programme.import.lead') },
    notices,
    form: pageForm([{ fields: [field] }], card, language),
  };
}
