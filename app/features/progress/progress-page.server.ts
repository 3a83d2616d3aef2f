import { getOrganisation } from '#app/features/organisations/organisations.repository.server.ts';
import { getProgrammeRow } from '#app/features/programmes/programmes.repository.server.ts';
import { organisationAddress, programmeAddress } from '#app/features/shell/addresses.ts';
import type { OrganisationDesk } from '#app/guard/desk.server.ts';
import { ownPath } from '#app/http/own-path.ts';
import { sendTo } from '#app/http/send-to.ts';
import { progressPageView, type ProgressPageView } from './progress-page-view.ts';
import type { WorkStatus } from './read-work-status.ts';
import { workStatus } from './work-status.ts';
import type { Work } from './works.server.ts';

/** In a programme, or where there is none yet. */
type ProgressDesk = OrganisationDesk & { readonly programmeId?: string };

/** How far a work of the person's has come; one that has ended in a page leads there. */
export async function progressPage(desk: ProgressDesk): Promise<ProgressPageView> {
  const { database, membership, programmeId, url, language } = desk;
  const work = workOf(desk);
  const status = workStatus(told(work), language);
  if (status.leadsTo !== undefined && status.isFile !== true) throw sendTo(status.leadsTo);
  const { organisation } = await getOrganisation(database, membership);
  const name = programmeId === undefined ? '' : (await getProgrammeRow(database, membership, programmeId)).facts.name;
  const query = new URLSearchParams(url.searchParams);
  query.delete('by');
  return progressPageView({
    organisationId: membership.organisationId, organisationName: organisation.name,
    programme: programmeId === undefined ? undefined : { id: programmeId, name },
    kind: work?.order.kind, status, back: backOf(desk), language, isByHand: url.searchParams.get('by') === 'hand',
    href: `${url.pathname}?${query.toString()}`, statusHref: `${url.pathname}/status?${query.toString()}`,
    may: (permission) => membership.may(permission, programmeId),
  });
}

/** The same for a page that asks again and again. */
export function progressStatus(desk: ProgressDesk): WorkStatus {
  return workStatus(told(workOf(desk)), desk.language);
}

/** The work in the address, if it is the person's and of the organisation. */
function workOf({ services, user, membership, url }: ProgressDesk): Work | undefined {
  const work = services.works.find({ userId: user.userId, id: url.searchParams.get('of') ?? '' });
  return work?.order.organisationId === membership.organisationId ? work : undefined;
}

function told(work: Work | undefined) {
  return work === undefined ? undefined : { progress: work.progress, ending: work.ending, requestId: work.order.requestId };
}

/** Back to where it was begun, within the programme or organisation. */
function backOf({ url, membership: { organisationId }, programmeId }: ProgressDesk): string {
  const place = programmeId === undefined ? organisationAddress(organisationId) : programmeAddress(organisationId, programmeId);
  const back = ownPath(url.searchParams.get('back') ?? '');
  return back?.startsWith(`${place}/`) === true ? back : place;
}
