import { inOrganisation } from '#db/in-organisation.ts';
import type { ConsultantPlace } from '#app/features/consultant-place/consultant-place.ts';
import { loadConsultantPlace } from '#app/features/consultant-place/load-consultant-place.server.ts';
import { acceptedNotice } from '#app/features/invitations/accepted-notice.ts';
import { organisationBreadcrumbs } from '#app/features/organisations/organisation-frame-view.ts';
import { secondFactorAddress } from '#app/features/shell/addresses.ts';
import { findUsedMembership, listWorkplaces, type Workplace } from '#app/features/users/memberships.repository.server.ts';
import type { SignedIn } from '#app/features/users/sessions.repository.server.ts';
import type { OrganisationDesk, PersonDesk } from '#app/guard/desk.server.ts';
import { noteUse } from '#app/guard/note-use.server.ts';
import { sendTo } from '#app/http/send-to.ts';
import { homeView, organisationView, type HomeView } from './home-view.ts';
import type { WorkplaceMatter } from './workplace-matter.ts';
import { listBudget, loadWorkplace } from './workplace.server.ts';

/** Where somebody comes when they have signed in: every organisation they work for, and what waits for them there. */
export async function homePage({ database, user, now, today, language }: PersonDesk): Promise<HomeView> {
  const budget = listBudget();
  const workplaces: WorkplaceMatter[] = [];
  const places: ConsultantPlace[] = [];
  const all = await listWorkplaces(database, user.userId);
  const [closed, open] = [all.filter((each) => isClosed(each, user)), all.filter((each) => !isClosed(each, user))];
  if (open.length === 0 && closed.length > 0) throw sendTo(secondFactorAddress('/'));
  for (const { organisationId } of open) {
    const found = await findUsedMembership(database, { userId: user.userId, organisationId }, today);
    if (found === undefined) continue;
    const { membership } = found;
    const own = inOrganisation(database, organisationId);
    const place = membership.ownOnly === undefined ? undefined : await loadConsultantPlace(own, { membership, today });
    if (place === undefined) workplaces.push(await loadWorkplace(own, { membership, today, budget }));
    else places.push(place);
    // Their figures are read here as on a page of theirs.
    noteUse({ database: own, now }, found, place?.programmes.map(({ loaded }) => loaded.id));
  }
  return homeView({ workplaces, places, closed: closed.map(({ organisationName }) => organisationName), today, language });
}

/** Where nobody comes in without a second factor, for one who has shown none. */
function isClosed({ requiresSecondFactor }: Workplace, { secondFactorAt }: SignedIn): boolean {
  return requiresSecondFactor && secondFactorAt === undefined;
}

/** An organisation's first page. */
export async function organisationPage({ database, membership, today, url, language }: OrganisationDesk): Promise<HomeView> {
  const matter = await loadWorkplace(database, { membership, today, budget: listBudget() });
  const { organisationId } = membership;
  const { name } = matter.organisation;
  const breadcrumbs = organisationBreadcrumbs({ organisationId, organisationName: name, language });
  const notices = acceptedNotice(url, { organisation: name, role: membership.role, language });
  return organisationView({ matter, breadcrumbs, notices, today, language });
}
