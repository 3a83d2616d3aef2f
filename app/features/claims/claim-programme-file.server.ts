import { z } from 'zod';
import { claimFileName } from '#app/features/exports/claim-for-export.ts';
import { earlierInFile } from '#app/features/programme-file/earlier-in-file.ts';
import { programmeFileOf } from '#app/features/programme-file/from-programme.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { fileAnswer } from '#app/http/file-answer.ts';
import { earlierAsText, loadClaimCase } from './claim-case.server.ts';
import { requireClaimReader } from './claim-subject.server.ts';

/**
 * What the claim is made of, as a programme file: as approval froze it, else as it is now; with what earlier claims used, so that it gives
 * the same claim by itself. The account only for who may see it.
 */
export async function claimProgrammeFile(desk: ProgrammeDesk): Promise<Response> {
  const { database, membership, programmeId } = desk;
  requireClaimReader(desk);
  const { claim, programme, loaded } = await loadClaimCase(database, membership, { programmeId, id: desk.params['claim'] ?? '' });
  const file = claim.approved === undefined
    ? { ...programmeFileOf(programme), earlier: earlierInFile(earlierAsText(programme, loaded.earlier)) }
    : frozenFile(claim.approved);
  const maySeeAccount = membership.may('bank_account.read', programmeId);
  const text = JSON.stringify(file, (key, value: unknown) => (key === 'bankAccount' && !maySeeAccount ? undefined : value), 2);
  const name = claimFileName(claim.number, programme.facts.name).replace(/\.pdf$/, '.json');
  return fileAnswer({ pieces: [Buffer.from(`${text}\n`)], mediaType: 'application/json', name, isShown: false });
}

const snapshotSchema = z.object({
  programme: z.record(z.string(), z.unknown()),
  earlier: z.object({ days: z.array(z.tuple([z.string(), z.string()])), refunded: z.string() }),
});

function frozenFile({ snapshotJson }: { snapshotJson: string }): unknown {
  const { programme, earlier } = snapshotSchema.parse(JSON.parse(snapshotJson));
  return { ...programme, earlier: earlierInFile(earlier) };
}
