import { readerAt } from '#app/features/expenses/expense-reader.server.ts';
import { loadProgramme } from '#app/features/programmes/load-programme.server.ts';
import { programmeOverview } from '#app/features/programmes/programme-overview.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { listClaimFigures } from './claim-figures.repository.server.ts';
import { claimListView, type ClaimListView } from './claim-list-view.ts';
import { doneNotice } from './claim-notices.ts';
import { requireClaimReader } from './claim-subject.server.ts';

/** The programme's claims with how each stands; those not attested yet with the figures they would have today. */
export async function claimListPage(desk: ProgrammeDesk): Promise<ClaimListView> {
  requireClaimReader(desk);
  const { database, membership, programmeId, today, language, url } = desk;
  const loaded = await loadProgramme(database, membership, programmeId);
  const stored = await listClaimFigures(database, membership, programmeId);
  const { claims } = programmeOverview({ ...loaded, claims: stored, today, maySeeBankAccount: false });
  const done = doneNotice(url.searchParams.get('done'), language);
  return claimListView({
    organisationId: membership.organisationId, organisationName: loaded.programme.organisation.name,
    programmeId, programmeName: loaded.programme.facts.name, claims, notices: done === undefined ? [] : [done], reader: readerAt(desk),
  });
}
