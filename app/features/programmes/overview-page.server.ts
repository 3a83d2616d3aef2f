import type { Permission } from '#app/domain/permissions.ts';
import { listClaimFigures } from '#app/features/claims/claim-figures.repository.server.ts';
import { consultantProgrammeView, type ConsultantProgrammeView } from '#app/features/consultant-place/consultant-programme-view.ts';
import { loadConsultantProgramme } from '#app/features/consultant-place/load-consultant-place.server.ts';
import { listDaySheets } from '#app/features/day-sheets/day-sheets.repository.server.ts';
import { notLinked } from '#app/features/day-sheets/sheets-page.server.ts';
import { acceptedNotice } from '#app/features/invitations/accepted-notice.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { loadProgramme } from './load-programme.server.ts';
import { overviewView, type OverviewView } from './overview-view.ts';
import { programmeOverview } from './programme-overview.ts';

/** What the programme's page is for this person: the organisation's overview, or a consultant's own part. */
export async function programmePageFor(desk: ProgrammeDesk): Promise<ProgrammePageView> {
  const { database, membership, programmeId, today, url, language } = desk;
  if (membership.ownOnly === undefined) return { overview: await overviewPage(desk), own: undefined };
  const programme = await loadConsultantProgramme(database, { membership, today, programmeId });
  const organisation = programme.loaded.programme.organisation.name;
  const notices = [...acceptedNotice(url, { organisation, role: membership.role, language }), ...notLinked(desk)];
  return { overview: undefined, own: consultantProgrammeView(programme, { membership, notices, language }) };
}

type ProgrammePageView
  = | { readonly overview: OverviewView; readonly own: undefined }
    | { readonly overview: undefined; readonly own: ConsultantProgrammeView };

/** The programme's page for whoever stands at the desk: `?from=101` shows the expenses from the hundred and first on. */
export async function overviewPage({ database, membership, programmeId, language, today, url }: ProgrammeDesk): Promise<OverviewView> {
  const loaded = await loadProgramme(database, membership, programmeId);
  const claims = await listClaimFigures(database, membership, programmeId);
  const sheets = await listDaySheets(database, membership, { programmeId });
  const may = (permission: Permission) => membership.may(permission, programmeId);
  const overview = programmeOverview({ ...loaded, claims, today, maySeeBankAccount: may('bank_account.read') });
  const from = Number(url.searchParams.get('from') ?? 1) || 1;
  return overviewView({ overview, organisationId: membership.organisationId, programmeId, language, may }, { from, sheets });
}
