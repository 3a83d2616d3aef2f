import { getOrganisation } from '#app/features/organisations/organisations.repository.server.ts';
import { getProgrammeRow } from '#app/features/programmes/programmes.repository.server.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { ownPath } from '#app/http/own-path.ts';
import { sendTo } from '#app/http/send-to.ts';
import { progressPageView, type ProgressPageView } from './progress-page-view.ts';
import type { WorkStatus } from './read-work-status.ts';
import { workStatus } from './work-status.ts';
import type { Work } from './works.server.ts';

/** How far a work of the person's has come; one that has ended in a page leads there. */
export async function progressPage(desk: ProgrammeDesk): Promise<ProgressPageView> {
  const { database, membership, programmeId, url, language } = desk;
  const work = workOf(desk);
  const status = workStatus(told(work), language);
  if (status.leadsTo !== undefined && status.isFile !== true) throw sendTo(status.leadsTo);
  const { organisation } = await getOrganisation(database, membership);
  const { facts } = await getProgrammeRow(database, membership, programmeId);
  const query = new URLSearchParams(url.searchParams);
  query.delete('by');
  return progressPageView({
    organisationId: membership.organisationId, organisationName: organisation.name, programmeId, programmeName: facts.name,
    kind: work?.order.kind, status, back: backOf(desk), language, isByHand: url.searchParams.get('by') === 'hand',
    href: `${url.pathname}?${query.toString()}`, statusHref: `${url.pathname}/status?${query.toString()}`,
    may: (permission) => membership.may(permission, programmeId),
  });
}

/** The same for a page that asks again and again. */
export function progressStatus(desk: ProgrammeDesk): WorkStatus {
  return workStatus(told(workOf(desk)), desk.language);
}

/** The work in the address, if it is the person's and of the organisation. */
function workOf({ services, user, membership, url }: ProgrammeDesk): Work | undefined {
  const work = services.works.find({ userId: user.userId, id: url.searchParams.get('of') ?? '' });
  return work?.order.organisationId === membership.organisationId ? work : undefined;
}

function told(work: Work | undefined) {
  return work === undefined ? undefined : { progress: work.progress, ending: work.ending, requestId: work.order.requestId };
}

/** Back to where it was begun, within the programme. */
function backOf({ url, membership, programmeId }: ProgrammeDesk): string {
  const programme = programmeAddress(membership.organisationId, programmeId);
  const back = ownPath(url.searchParams.get('back') ?? '');
  return back?.startsWith(`${programme}/`) === true ? back : programme;
}
