import { randomUUID } from 'node:crypto';
import type { NoticeView } from '#app/components/notice.tsx';
import type { Programme } from '#app/domain/programme.ts';
import { attachmentNames } from '#app/features/attachments/opened-attachment.ts';
import { refusedFileText } from '#app/features/attachments/file-texts.ts';
import { prepareUploads, type PreparedUpload } from '#app/features/attachments/prepare-uploads.server.ts';
import { organisationBreadcrumbs } from '#app/features/organisations/organisation-frame-view.ts';
import { getOrganisation } from '#app/features/organisations/organisations.repository.server.ts';
import { sendingView } from '#app/features/progress/sending-view.ts';
import { organisationAddress } from '#app/features/shell/addresses.ts';
import { pageForm, type FormPageView } from '#app/features/shell/form-page-view.ts';
import { carryOut } from '#app/guard/carry-out.server.ts';
import type { OrganisationDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { findingText } from '#app/i18n/finding-text.ts';
import { formatOrganisationNumber } from '#app/i18n/format.ts';
import { sentence, translator } from '#app/i18n/translate.ts';
import { findPaper, openBundle, zipLimits, type Paper } from './import-bundle.server.ts';
import { importProgramme, type ImportRefusal } from './import-programme.server.ts';
import type { Problem } from './problem.ts';
import { decodeProgrammeText, namesLeavingFolder, readProgrammeText } from './read-programme-text.ts';
import { toProgramme } from './to-programme.ts';

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
  const bundle = await openBundle(form.files(importField));
  if ('fault' in bundle) return faulty(desk, { error: sentence(desk.language, `programme.import.${bundle.fault}`, zipFacts) });
  const read = programmeIn(bundle.programmeFile);
  if ('problems' in read) return faulty(desk, { notices: [problemNotice(read.problems, desk)] });
  const { programme } = read;
  const { uploads, refused: turnedAway } = await takePapers(desk, programme, bundle.papers);
  if (turnedAway.length > 0) return faulty(desk, { error: turnedAway.join(' ') });
  const { refused } = await carryOut(desk, form, (change) => importProgramme(change, { programme, uploads }));
  return faulty(desk, { error: otherOrganisationText(refused, desk) });
}

const zipFacts = { bytes: zipLimits.bytes / 1024 / 1024, entries: zipLimits.entries };

function programmeIn({ name, bytes }: { name: string; bytes: Uint8Array }): { programme: Programme } | { problems: readonly Problem[] } {
  const text = decodeProgrammeText(bytes, name);
  if (typeof text !== 'string') return { problems: [text] };
  const { file, problems } = readProgrammeText(text);
  if (file === undefined) return { problems };
  const all = [...problems, ...namesLeavingFolder(file)];
  return all.length > 0 ? { problems: all } : { programme: toProgramme(file) };
}

/** Takes in the papers the programme names; others are left, and one that is missing is asked for afterwards. */
async function takePapers({ services, membership, language, tell }: OrganisationDesk, programme: Programme, papers: readonly Paper[]) {
  const uploads = new Map<string, PreparedUpload>();
  const refused: string[] = [];
  const place = { store: services.files, openFile: services.openFile, organisationId: membership.organisationId };
  const named = attachmentNames(programme).flatMap((name) => {
    const paper = findPaper(papers, name);
    return paper === undefined ? [] : [{ name, paper }];
  });
  for (const [done, { name, paper }] of named.entries()) {
    tell?.({ stage: 'opening', done, total: named.length });
    const { prepared: [upload], refused: [turnedAway] } = await prepareUploads([new File([paper.bytes], name)], place);
    if (upload !== undefined) uploads.set(name, upload);
    if (turnedAway !== undefined) refused.push(refusedFileText(turnedAway, language));
  }
  return { uploads, refused };
}

function problemNotice(problems: readonly Problem[], { language }: OrganisationDesk): NoticeView {
  const t = translator(language);
  const told = problems.slice(0, mostProblems).map((each) => findingText('schema', each, language));
  return {
    tone: 'danger', heading: t('programme.import.problems', { count: problems.length }), text: t('programme.import.problems.text'),
    items: told.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)),
  };
}

function otherOrganisationText({ otherOrganisation: { inFile, here } }: ImportRefusal, { language }: OrganisationDesk): string {
  const named = ({ name, organisationNumber }: Programme['organisation']) => (
    organisationNumber === undefined ? name : `${name} (${formatOrganisationNumber(organisationNumber)})`
  );
  return translator(language)('programme.import.otherOrganisation', { inFile: named(inFile), here: named(here) });
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
