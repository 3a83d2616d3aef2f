import type { NoticeView } from '#app/components/notice.tsx';
import { getOrganisation } from '#app/features/organisations/organisations.repository.server.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { translator } from '#app/i18n/translate.ts';
import type { PartsPageView } from './parts-page-view.ts';
import { programmeFrame } from './programme-frame-view.ts';
import { getProgrammeRow } from './programmes.repository.server.ts';
import { setupNav } from './setup-nav-view.ts';

interface PartsPageInput {
  readonly current: 'consultants' | 'activities';
  readonly notices: readonly NoticeView[];
  readonly view: Pick<PartsPageView, 'title' | 'lead' | 'table' | 'empty' | 'form'>;
}

const doneCodes = ['added', 'changed', 'removed'] as const;

/** A page of a programme's parts with all that stands around it; tells what was just done. */
export async function partsPage(desk: ProgrammeDesk, { current, notices, view }: PartsPageInput): Promise<PartsPageView> {
  const { database, membership, programmeId, language } = desk;
  const { organisationId } = membership;
  const { organisation } = await getOrganisation(database, membership);
  const { facts } = await getProgrammeRow(database, membership, programmeId);
  const done = doneCodes.find((code) => code === desk.url.searchParams.get('done') && desk.request.method !== 'POST');
  const doneNotices: NoticeView[] = done === undefined
    ? []
    : [{ tone: 'success', isDone: true, text: translator(language)(`part.${current}.done.${done}`) }];
  const frame = programmeFrame({
    organisationId, organisationName: organisation.name, programmeId, programmeName: facts.name, current: 'setup', title: view.title, language,
    may: (permission) => membership.may(permission, programmeId),
  });
  return { ...view, frame, nav: setupNav({ organisationId, programmeId, current }, language), notices: [...doneNotices, ...notices] };
}
