import type { Permission } from '#app/domain/permissions.ts';
import { listClaimFigures } from '#app/features/claims/claim-figures.repository.server.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { loadProgramme } from './load-programme.server.ts';
import { overviewView, type OverviewView } from './overview-view.ts';
import { programmeOverview } from './programme-overview.ts';

/** The programme's page for whoever stands at the desk: `?from=101` shows the expenses from the hundred and first on. */
export async function overviewPage({ database, membership, programmeId, language, today, url }: ProgrammeDesk): Promise<OverviewView> {
  const loaded = await loadProgramme(database, membership, programmeId);
  const claims = await listClaimFigures(database, membership, programmeId);
  const may = (permission: Permission) => membership.may(permission, programmeId);
  const overview = programmeOverview({ ...loaded, claims, today, maySeeBankAccount: may('bank_account.read') });
  const from = Number(url.searchParams.get('from') ?? 1) || 1;
  return overviewView({ overview, organisationId: membership.organisationId, programmeId, language, may }, { from });
}
