import { carryOut } from '#app/guard/carry-out.server.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { sentence, translator } from '#app/i18n/translate.ts';
import { findAttachment, type FileContent, type StoredAttachment } from './attachments.repository.server.ts';
import { keepContent } from './prepare-uploads.server.ts';
import { unlockAttachment, type UnlockRefusal } from './unlock-attachment.server.ts';
import { passwordField } from './unlock-view.ts';
import { uploadPlace } from './upload-place.server.ts';

/** Why a file is still locked: told at the password's field, or of the file where no password would help. */
export type UnlockFault
  = | { readonly file: string; readonly error: string }
    | { readonly warning: string };

/**
 * Unlocks the file that a form gives the password of, once and for all, and goes to the page; else tells why not. The password is
 * handed to the process that opens files, and kept nowhere.
 */
export async function answerUnlocking(desk: ProgrammeDesk, form: FormFields, location: string): Promise<UnlockFault> {
  const { database, membership, programmeId, language } = desk;
  const t = translator(language);
  const file = await findAttachment(database, membership, { programmeId, id: form.text('file') });
  if (file === undefined) return { warning: t('expense.unlock.gone') };
  // Somebody else was first, or the form came twice.
  if (file.state.isReadable) throw new Response(null, { status: 303, headers: { Location: location } });
  const content = await unlockedContent(desk, file, form.text(passwordField));
  if ('error' in content) return { file: file.id, error: content.error };
  const unlocking = { programmeId, id: file.id, locked: file.sha256, content, location };
  const { refused } = await carryOut(desk, form, (change) => unlockAttachment(change, unlocking));
  return { warning: refusalText(refused, desk) };
}

/** The copy without a lock, kept and opened; only one that can be part of a claim is worth the exchange. */
async function unlockedContent(
  desk: ProgrammeDesk, { sha256, mediaType }: StoredAttachment, password: string,
): Promise<FileContent | { readonly error: string }> {
  const { services, membership: { organisationId }, language } = desk;
  const t = translator(language);
  if (password === '') return { error: t('expense.unlock.missing') };
  const unlocked = await services.unlockFile(await services.files.get(organisationId, sha256), password, organisationId);
  if (!Buffer.isBuffer(unlocked)) {
    if (unlocked.unreadable === 'password') return { error: t('expense.unlock.wrong') };
    return { error: t('expense.unlock.stillUnreadable', { why: sentence(language, `unreadable.${unlocked.unreadable}`, {}) }) };
  }
  const content = await keepContent({ bytes: unlocked, mediaType }, await uploadPlace(desk, 1));
  if (content.state.isReadable) return content;
  return { error: t('expense.unlock.stillUnreadable', { why: sentence(language, `unreadable.${content.state.cause}`, {}) }) };
}

function refusalText(refused: UnlockRefusal, { language }: ProgrammeDesk): string {
  const t = translator(language);
  switch (refused.code) {
    case 'gone': return t('expense.unlock.gone');
    case 'same_content': return t('expense.unlock.sameContent', { file: refused.name, other: refused.other });
    case 'in_claim': return t('expense.unlock.inClaim', { file: refused.name, number: refused.claim.number });
  }
}
