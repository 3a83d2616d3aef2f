import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { Money } from '#app/domain/money.ts';
import { assessCase, loadClaimCase } from '#app/features/claims/claim-case.server.ts';
import { findClaimSpan, listClaimsOfOrganisation, sumClaims } from '#app/features/claims/claim-list.repository.server.ts';
import type { ListedClaim } from '#app/features/claims/listed-claim.ts';
import { exportRefusals } from '#app/features/exports/export-kinds.ts';
import { listProgrammes } from '#app/features/programmes/programmes.repository.server.ts';
import { findWorkplaceName } from '#app/features/users/memberships.repository.server.ts';
import type { OrganisationDesk } from '#app/guard/desk.server.ts';
import { dayInNorway } from '#app/i18n/format.ts';
import { readClaimFilter } from './claim-filter.ts';
import type { ClaimListInput } from './claim-list-input.ts';
import { claimListView, type ClaimListView } from './claim-list-view.ts';
import { claimSelection, type ClaimSelection } from './claim-selection.ts';

export const claimsOnPage = 50;
/** Each takes the reading of a programme. */
const mostExpected = 20;

/** The organisation's claims by the filter of the address, with the sums of all of it. */
export async function claimListPage(desk: OrganisationDesk): Promise<ClaimListView> {
  const { database, membership, url, language } = desk;
  const filter = readClaimFilter(url.searchParams);
  const programmes = await listProgrammes(database, membership);
  const selection = claimSelection(filter, programmes);
  const shown = await claimsAt(desk, selection);
  return claimListView({
    ...shown,
    expected: await expectedRefunds(desk, shown.claims),
    organisationId: membership.organisationId,
    organisationName: await findWorkplaceName(database, membership),
    filter, programmes, language,
    years: await yearsOf(database, membership),
    sums: await sumClaims(database, membership, selection),
    refused: refusedIn(url.searchParams),
    mayDownload: membership.may('claim.download'),
  });
}

/** One page, and whether there is more on either side. */
async function claimsAt({ database, membership, url }: OrganisationDesk, selection: ClaimSelection): Promise<Pick<ClaimListInput, 'claims' | 'more'>> {
  const below = numberIn(url.searchParams, 'below');
  const above = numberIn(url.searchParams, 'above');
  const found = await listClaimsOfOrganisation(database, membership, { selection, below, above, limit: claimsOnPage + 1 });
  const hasMore = found.length > claimsOnPage;
  if (above !== undefined) return { claims: hasMore ? found.slice(1) : found, more: { above: hasMore, below: found.length > 0 } };
  const claims: ListedClaim[] = found.slice(0, claimsOnPage);
  return { claims, more: { above: below !== undefined && claims.length > 0, below: hasMore } };
}

/** Worked out as the claim's own page does, for those that wait: their amount is what finance has to decide on. */
async function expectedRefunds(
  { database, membership, today }: OrganisationDesk, claims: readonly ListedClaim[],
): Promise<Map<string, Money>> {
  const expected = new Map<string, Money>();
  for (const { id, programmeId } of claims.filter(({ status }) => status === 'in_review').slice(0, mostExpected)) {
    expected.set(id, assessCase(await loadClaimCase(database, membership, { programmeId, id }), today).calculation.totals.refund);
  }
  return expected;
}

function numberIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name) ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

async function yearsOf(database: Kysely<Database>, membership: Membership): Promise<number[]> {
  const span = await findClaimSpan(database, membership);
  if (span === undefined) return [];
  const [first, last] = [yearOf(span.first), yearOf(span.last)];
  return Array.from({ length: last - first + 1 }, (_, index) => last - index);
}

function yearOf(instant: string): number {
  return Number(dayInNorway(new Date(instant)).slice(0, 4));
}

function refusedIn(query: URLSearchParams): ClaimListInput['refused'] {
  const code = exportRefusals.find((each) => each === query.get('refused'));
  const numbers = (query.get('numbers') ?? '').split(' ').filter((each) => /^\d{1,9}$/.test(each)).join(', ');
  return code === undefined ? undefined : { code, numbers };
}
