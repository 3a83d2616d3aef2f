import { claimStatuses } from '#app/domain/claim-status.ts';
import { listClaimsOfOrganisation } from '#app/features/claims/claim-list.repository.server.ts';
import { listClaimsWithPapers } from '#app/features/claims/frozen-claims.repository.server.ts';
import type { ListedClaim } from '#app/features/claims/listed-claim.ts';
import { claimFile } from '#app/features/exports/claim-file.server.ts';
import { claimsForExport } from '#app/features/exports/export-claims.server.ts';
import type { MachineDesk } from '#app/guard/desk.server.ts';
import { pagedAnswer, resourceAnswer, wrongFields } from './api-answers.server.ts';
import { claimDetailOf, claimOf } from './claim-resources.ts';
import { pageOf, readPagePlace } from './page-place.ts';

/** Some of the organisation's claims, the newest first; of one programme or status where that is asked for. */
export async function readClaims(desk: MachineDesk): Promise<Response> {
  const { database, membership, url: { searchParams }, url } = desk;
  const place = readPagePlace(searchParams);
  if ('wrong' in place) return wrongFields(desk, [place.wrong]);
  const asked = searchParams.get('status');
  const status = claimStatuses.find((each) => each === asked);
  if (asked !== null && status === undefined) return wrongFields(desk, ['status']);
  if (place.after !== undefined && !/^\d{1,9}$/.test(place.after)) return wrongFields(desk, ['after']);
  const { limit } = place;
  const claims = await listClaimsOfOrganisation(database, membership, {
    selection: {
      statuses: status === undefined ? undefined : [status], programmeId: searchParams.get('programme') ?? undefined, prepared: undefined, matching: undefined,
    },
    below: place.after === undefined ? undefined : Number(place.after), limit: limit + 1,
  });
  return pagedAnswer(pageOf(claims.map(claimOf), url, { limit, cursorOf: ({ number }) => String(number) }));
}

/** One claim; from approval on with all that was frozen. */
export async function readClaim(desk: MachineDesk): Promise<Response> {
  const { claim, papers } = await ownClaim(desk);
  return resourceAnswer(claimDetailOf(claim, papers));
}

/** The document of an attested claim, byte for byte. */
export function readClaimPdf(desk: MachineDesk): Promise<Response> {
  return fileOf(desk, 'pdf');
}

/** The claim's archive: document, originals, workbook, journal entry, manifest. */
export function readClaimZip(desk: MachineDesk): Promise<Response> {
  return fileOf(desk, 'zip');
}

/** Before approval there is no document: 409. */
async function fileOf(desk: MachineDesk, kind: 'pdf' | 'zip'): Promise<Response> {
  const rows = await listClaimsWithPapers(desk.database, desk.membership, [desk.params['claim'] ?? '']);
  if (rows.length === 0) throw new Response(null, { status: 404 });
  const claims = await claimsForExport(desk, rows);
  if (claims.length === 0) throw new Response(null, { status: 409 });
  return claimFile({ kind, claims, desk });
}

async function ownClaim({ database, membership, params }: MachineDesk) {
  const [found] = await listClaimsWithPapers(database, membership, [params['claim'] ?? '']);
  if (found === undefined) throw new Response(null, { status: 404 });
  const [claim] = await listClaimsOfOrganisation(database, membership, {
    selection: { statuses: undefined, programmeId: found.programmeId, prepared: undefined, matching: undefined },
    below: found.number + 1, limit: 1,
  });
  if (claim?.id !== found.id) throw new Response(null, { status: 404 });
  return { claim, papers: found.papers } satisfies { claim: ListedClaim; papers: typeof found.papers };
}
