import { inOrganisation } from '#db/in-organisation.ts';
import { organisationBreadcrumbs } from '#app/features/organisations/organisation-frame-view.ts';
import { findMembership, listWorkplaces } from '#app/features/users/memberships.repository.server.ts';
import type { OrganisationDesk, PersonDesk } from '#app/guard/desk.server.ts';
import { homeView, organisationView, type HomeView } from './home-view.ts';
import type { WorkplaceMatter } from './workplace-matter.ts';
import { listBudget, loadWorkplace } from './workplace.server.ts';

/** Where somebody comes when they have signed in: every organisation they work for, and what waits for them there. */
export async function homePage({ database, user, today, language }: PersonDesk): Promise<HomeView> {
  const budget = listBudget();
  const workplaces: WorkplaceMatter[] = [];
  for (const { organisationId } of await listWorkplaces(database, user.userId)) {
    const membership = await findMembership(database, user.userId, organisationId);
    if (membership === undefined) continue;
    workplaces.push(await loadWorkplace(inOrganisation(database, organisationId), { membership, today, budget }));
  }
  return homeView({ workplaces, today, language });
}

/** An organisation's first page. */
export async function organisationPage({ database, membership, today, language }: OrganisationDesk): Promise<HomeView> {
  const matter = await loadWorkplace(database, { membership, today, budget: listBudget() });
  const { organisationId } = membership;
  const breadcrumbs = organisationBreadcrumbs({ organisationId, organisationName: matter.organisation.name, language });
  return organisationView({ matter, breadcrumbs, today, language });
}
