import { DomainError } from '#app/domain/errors.ts';
import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import type { ClaimOfExpense } from '#app/features/claims/claimed.repository.server.ts';
import { listFilesInSheets } from '#app/features/day-sheets/day-sheets.repository.server.ts';
import { replaceFileInSheets } from '#app/features/day-sheets/write-day-sheets.repository.server.ts';
import { replaceAttachmentOnExpenses } from '#app/features/expenses/write-expenses.repository.server.ts';
import { loadProgramme } from '#app/features/programmes/load-programme.server.ts';
import { touchProgramme, updateProgramme } from '#app/features/programmes/programmes.repository.server.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import { writeAttachments } from './add-attachments.server.ts';
import { findAttachment, updateAttachment } from './attachments.repository.server.ts';
import { fileHold } from './file-hold.ts';
import type { PreparedUpload } from './prepare-uploads.server.ts';

/** Why a file could not be replaced; nothing was changed. */
export type ReplaceRefusal
  = | { readonly code: 'gone' }
    | { readonly code: 'same_content'; readonly name: string }
    | { readonly code: 'in_claim'; readonly name: string; readonly claim: ClaimOfExpense }
    | { readonly code: 'on_cost' | 'in_sheet'; readonly name: string };

type Outcome = { readonly location: string } | { readonly refused: ReplaceRefusal };

interface Replacement {
  readonly programmeId: string;
  /** The file to put aside. */
  readonly id: string;
  readonly upload: PreparedUpload;
}

/** Puts a better file in another's place wherever that is used: on its expenses, in day sheets, and as the grant's letter. */
export async function replaceAttachment(change: Change, { programmeId, id, upload }: Replacement): Promise<Outcome> {
  const { trx, membership, now } = change;
  const loaded = await loadProgramme(trx, membership.forCounts(), programmeId);
  const old = await findAttachment(trx, membership, { programmeId, id });
  if (old === undefined) return { refused: { code: 'gone' } };
  const inSheets = await listFilesInSheets(trx, membership, programmeId);
  const hold = fileHold({ whole: loaded, inSheets }, membership, old);
  if (hold?.code === 'others') throw new DomainError('not_permitted', `File ${id} is not theirs`);
  if (old.sha256 === upload.sha256) return { refused: { code: 'same_content', name: old.name } };
  if (hold !== undefined) return { refused: { ...hold, name: old.name } };
  await updateAttachment(trx, membership, { programmeId, id, name: old.name, deletedAt: now });
  const [added] = (await writeAttachments(change, { programmeId, uploads: [upload] })).added;
  if (added === undefined) throw new Error('A file was put aside, and there was no room for another');
  await replaceAttachmentOnExpenses(trx, membership, { from: id, to: added.id });
  await replaceFileInSheets(trx, membership, { from: id, to: added.id });
  if (loaded.row.grantLetterId === id) await updateProgramme(trx, membership, { ...loaded.row, grantLetterId: added.id });
  else await touchProgramme(trx, membership, programmeId);
  await recordAudit(change, {
    action: 'attachment.replaced', subject: { kind: 'attachment', id: added.id }, programmeId,
    facts: { file: { from: old.name, to: added.name }, sha256: { from: old.sha256, to: upload.sha256 } },
  });
  return { location: `${programmeAddress(membership.organisationId, programmeId, 'files')}?done=replaced&file=${added.id}` };
}
