import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { listFilesInSheets } from '#app/features/day-sheets/day-sheets.repository.server.ts';
import { loadProgramme } from '#app/features/programmes/load-programme.server.ts';
import { touchProgramme } from '#app/features/programmes/programmes.repository.server.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import { findAttachment, updateAttachment } from './attachments.repository.server.ts';
import { restoreAttachments } from './restore-attachments.server.ts';

/** A file that a cost, a day sheet or the grant needs stays. */
export interface FileInUse { readonly code: 'in_use'; readonly name: string }

type Outcome = { readonly location: string } | { readonly refused: FileInUse };

interface FilePlace {
  readonly programmeId: string;
  readonly id: string;
}

/** Takes a file that nothing uses away, so that it can be brought back. */
export async function removeAttachment(change: Change, place: FilePlace): Promise<Outcome> {
  const { trx, membership, now } = change;
  const file = await findAttachment(trx, membership, place);
  const loaded = await loadProgramme(trx, membership.forCounts(), place.programmeId);
  if (file === undefined) return { location: addressOf(change, place, 'removed') };
  const inSheets = await listFilesInSheets(trx, membership, place.programmeId);
  const isUsed = loaded.row.grantLetterId === file.id || inSheets.has(file.id)
    || loaded.expenses.some(({ attachmentIds }) => attachmentIds.includes(file.id));
  if (isUsed) return { refused: { code: 'in_use', name: file.name } };
  await updateAttachment(trx, membership, { ...place, name: file.name, deletedAt: now });
  await tell(change, place, { action: 'attachment.deleted', name: file.name });
  return { location: addressOf(change, place, 'removed') };
}

export async function restoreAttachment(change: Change, place: FilePlace): Promise<{ readonly location: string }> {
  const [name] = await restoreAttachments(change, { programmeId: place.programmeId, ids: [place.id] });
  if (name !== undefined) await tell(change, place, { action: 'attachment.restored', name });
  return { location: addressOf(change, place, 'restored') };
}

async function tell(change: Change, { programmeId, id }: FilePlace, { action, name }: { action: string; name: string }): Promise<void> {
  await touchProgramme(change.trx, change.membership, programmeId);
  await recordAudit(change, { action, subject: { kind: 'attachment', id }, programmeId, facts: { file: name } });
}

function addressOf({ membership }: Change, { programmeId, id }: FilePlace, done: string): string {
  return `${programmeAddress(membership.organisationId, programmeId, 'files')}?done=${done}&file=${id}`;
}
