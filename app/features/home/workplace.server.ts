import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Membership } from '#app/domain/membership.ts';
import { listPreparers } from '#app/features/claims/claim-preparers.repository.server.ts';
import { listClaimFigures } from '#app/features/claims/claim-figures.repository.server.ts';
import { listDaySheets } from '#app/features/day-sheets/day-sheets.repository.server.ts';
import { getOrganisation } from '#app/features/organisations/organisations.repository.server.ts';
import { loadProgramme } from '#app/features/programmes/load-programme.server.ts';
import { programmeOverview, type ProgrammeOverview } from '#app/features/programmes/programme-overview.ts';
import { listProgrammes } from '#app/features/programmes/programmes.repository.server.ts';
import { programmeStanding, type ProgrammeStanding } from './programme-standing.ts';
import { listWaitingClaims, noSums, sumProgrammes } from './programme-sums.repository.server.ts';
import type { WaitingClaim } from './programme-sums.ts';
import type { WorkplaceMatter } from './workplace-matter.ts';

/** What a list may cost: beyond it, programmes show only what one statement can sum. */
export interface CalculationBudget {
  programmes: number;
  expenses: number;
}

export function listBudget(): CalculationBudget {
  return { programmes: 50, expenses: 5_000 };
}

interface WorkplaceQuestion {
  readonly membership: Membership;
  readonly today: CalendarDate;
  /** Shared by all the workplaces of a page. */
  readonly budget: CalculationBudget;
}

/** Reads how it stands with each programme open to the member. */
export async function loadWorkplace(db: Kysely<Database>, { membership, today, budget }: WorkplaceQuestion): Promise<WorkplaceMatter> {
  const { organisation } = await getOrganisation(db, membership);
  const rows = await listProgrammes(db, membership);
  const sums = await sumProgrammes(db, membership);
  const claims = Map.groupBy(await waitingClaims(db, membership), ({ programmeId }) => programmeId);
  const programmes: ProgrammeStanding[] = [];
  for (const { id, facts: { name, startsOn, endsOn }, grant } of rows) {
    const own = sums.get(id) ?? noSums;
    const isAffordable = own.expenses > 0 && takeFrom(budget, own.expenses);
    const overview = isAffordable ? await overviewOf(db, { membership, today, programmeId: id }) : undefined;
    programmes.push(programmeStanding({ id, name, startsOn, endsOn, grant, sums: own, claims: claims.get(id) ?? [], overview, today }));
  }
  const sheets = await listDaySheets(db, membership, { status: 'handed_in' });
  return { membership, organisation, programmes, sheets };
}

async function waitingClaims(db: Kysely<Database>, membership: Membership): Promise<WaitingClaim[]> {
  const claims = await listWaitingClaims(db, membership);
  const preparers = await listPreparers(db, membership, claims.filter(({ status }) => status === 'in_review'));
  return claims.map((claim) => ({ ...claim, preparers: preparers.get(claim.id) ?? new Set() }));
}

function takeFrom(budget: CalculationBudget, expenses: number): boolean {
  if (budget.programmes === 0 || budget.expenses < expenses) return false;
  budget.programmes -= 1;
  budget.expenses -= expenses;
  return true;
}

async function overviewOf(
  db: Kysely<Database>, { membership, today, programmeId }: { membership: Membership; today: CalendarDate; programmeId: string },
): Promise<ProgrammeOverview> {
  const loaded = await loadProgramme(db, membership, programmeId);
  const claims = await listClaimFigures(db, membership, programmeId);
  return programmeOverview({ ...loaded, claims, today, maySeeBankAccount: membership.may('bank_account.read', programmeId) });
}
