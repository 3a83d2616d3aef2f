import { DomainError } from '#app/domain/errors.ts';
import { listFrozenClaimIds } from '#app/features/claims/claim-list.repository.server.ts';
import { listClaimsWithPapers, listReplacedClaims, type ClaimWithPapers } from '#app/features/claims/frozen-claims.repository.server.ts';
import { filterFields, readClaimFilter } from '#app/features/finance/claim-filter.ts';
import { claimSelection } from '#app/features/finance/claim-selection.ts';
import { listAccounts } from '#app/features/finance/ledger.repository.server.ts';
import { listProgrammes } from '#app/features/programmes/programmes.repository.server.ts';
import { organisationAddress } from '#app/features/shell/addresses.ts';
import type { DataDesk, OrganisationDesk } from '#app/guard/desk.server.ts';
import { countOne } from '#app/guard/take-from-limit.server.ts';
import { claimForExport } from './claim-for-export.ts';
import { claimFile } from './claim-file.server.ts';
import { mostClaims, readExportKind, type ExportKind, type ExportRefusal } from './export-kinds.ts';
import type { FrozenClaimForExport } from './export-data.ts';

/**
 * The chosen claims as one file, or all of the filter when none is chosen. What cannot be taken out is said on the list, with the
 * filter as it was: a file that silently lacks a claim would be believed.
 */
export async function exportClaims(desk: OrganisationDesk): Promise<Response> {
  await countOne(desk, 'pdf');
  const kind = readExportKind(desk.url.searchParams.get('as'));
  const found = await chosenClaims(desk, kind);
  if ('refused' in found) return toList(desk, found);
  return claimFile({ kind, claims: found.claims, desk });
}

interface Refused {
  readonly refused: ExportRefusal;
  readonly numbers?: readonly number[];
}

async function chosenClaims(desk: OrganisationDesk, kind: ExportKind): Promise<{ readonly claims: FrozenClaimForExport[] } | Refused> {
  const { database, membership, url } = desk;
  const asked = [...new Set(url.searchParams.getAll('claim'))];
  if (asked.length > mostClaims[kind]) return { refused: 'too_many' };
  const ids = asked.length > 0 ? asked : await idsOfFilter(desk, mostClaims[kind] + 1);
  if (ids.length === 0) return { refused: 'none' };
  if (ids.length > mostClaims[kind]) return { refused: 'too_many' };
  const rows = await listClaimsWithPapers(database, membership, ids);
  if (rows.length !== ids.length) throw new DomainError('not_found', 'Not all the claims are the organisation’s');
  const open = rows.filter(({ papers }) => papers === undefined);
  return open.length > 0 ? { refused: 'not_attested', numbers: open.map(({ number }) => number) } : { claims: await claimsForExport(desk, rows) };
}

async function idsOfFilter({ database, membership, url }: OrganisationDesk, limit: number): Promise<string[]> {
  const programmes = await listProgrammes(database, membership);
  return listFrozenClaimIds(database, membership, { selection: claimSelection(readClaimFilter(url.searchParams), programmes), limit });
}

/** The attested ones of these claims, with all a file of them needs. */
export async function claimsForExport(
  { database, membership }: Pick<DataDesk, 'database' | 'membership'>, rows: readonly ClaimWithPapers[],
): Promise<FrozenClaimForExport[]> {
  const replaced = await listReplacedClaims(database, membership);
  const accounts = await listAccounts(database, membership, [...new Set(rows.map(({ programmeId }) => programmeId))]);
  return rows.flatMap((claim) => {
    const { papers } = claim;
    return papers === undefined ? [] : [claimForExport({ claim, papers, version: versionOf(claim.id, replaced), accounts })];
  });
}

/** How many claims stand in the line of replacements that ends with this one. */
function versionOf(id: string, replaced: ReadonlyMap<string, string>): number {
  let version = 1;
  for (let earlier = replaced.get(id); earlier !== undefined; earlier = replaced.get(earlier)) version += 1;
  return version;
}

function toList({ url, membership }: OrganisationDesk, { refused, numbers = [] }: Refused): Response {
  const query = new URLSearchParams({ ...filterFields(readClaimFilter(url.searchParams)), refused });
  if (numbers.length > 0) query.set('numbers', numbers.join(' '));
  const language = url.searchParams.get('lang');
  if (language !== null) query.set('lang', language);
  return new Response(null, { status: 303, headers: { Location: `${organisationAddress(membership.organisationId, 'claims')}?${query.toString()}` } });
}
