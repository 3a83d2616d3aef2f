import { z } from 'zod';
import { claimFileName } from '#app/features/exports/claim-for-export.ts';
import { programmeFileOf } from '#app/features/programme-file/from-programme.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { fileAnswer } from '#app/http/file-answer.ts';
import { loadClaimCase } from './claim-case.server.ts';
import { requireClaimReader } from './claim-subject.server.ts';

/** What the claim is made of, as a programme file: as approval froze it, else as it is now. The account only for who may see it. */
export async function claimProgrammeFile(desk: ProgrammeDesk): Promise<Response> {
  const { database, membership, programmeId } = desk;
  requireClaimReader(desk);
  const { claim, programme } = await loadClaimCase(database, membership, { programmeId, id: desk.params['claim'] ?? '' });
  const file = claim.approved === undefined ? programmeFileOf(programme) : frozenFile(claim.approved);
  const maySeeAccount = membership.may('bank_account.read', programmeId);
  const text = JSON.stringify(file, (key, value: unknown) => (key === 'bankAccount' && !maySeeAccount ? undefined : value), 2);
  const name = claimFileName(claim.number, programme.facts.name).replace(/\.pdf$/, '.json');
  return fileAnswer({ pieces: [Buffer.from(`${text}\n`)], mediaType: 'application/json', name, isShown: false });
}

function frozenFile({ snapshotJson }: { snapshotJson: string }): unknown {
  return z.object({ programme: z.unknown() }).parse(JSON.parse(snapshotJson)).programme;
}
