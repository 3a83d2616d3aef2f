import type { NoticeView } from '#app/components/notice.tsx';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import { carryOut } from '#app/guard/carry-out.server.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { translator } from '#app/i18n/translate.ts';
import type { AddedFile } from './add-attachments.server.ts';
import { answerUnlocking } from './answer-unlock-form.server.ts';
import { refusedFileText } from './file-texts.ts';
import { filesPage, type FilesPageExtras } from './files-page.server.ts';
import { filesField, type FilesPageView } from './files-page-view.ts';
import { prepareUploads } from './prepare-uploads.server.ts';
import { removeAttachment, restoreAttachment } from './remove-attachment.server.ts';
import { replaceAttachment, type ReplaceRefusal } from './replace-attachment.server.ts';
import { takeUploads } from './take-uploads.server.ts';
import { uploadPlace } from './upload-place.server.ts';

/** The page a form leads to when it does not lead on, and its status. */
export interface FilesAnswer {
  readonly page: FilesPageView;
  readonly status: 200 | 409 | 422;
}

/** Adds, replaces, unlocks, takes away or brings back files, and goes on; else answers with the page and what is to be known. */
export function answerFilesForm(desk: ProgrammeDesk, form: FormFields): Promise<FilesAnswer> {
  switch (form.text('act')) {
    case 'remove': return answerRemoval(desk, form);
    case 'restore': return answerRestoring(desk, form);
    case 'replace': return answerReplacing(desk, form);
    case 'unlock': return answerUnlockingHere(desk, form);
    default: return answerAdding(desk, form);
  }
}

async function answerAdding(desk: ProgrammeDesk, form: FormFields): Promise<FilesAnswer> {
  const { membership, programmeId, language } = desk;
  const t = translator(language);
  const files = form.files(filesField);
  if (files.length === 0) return answer(desk, 422, { error: t('expense.file.chooseOne') });
  const { added, refused } = await takeUploads(desk, files);
  const known = added.filter(({ isKnown }) => isKnown);
  const address = programmeAddress(membership.organisationId, programmeId, 'files');
  if (refused.length === 0 && known.length === 0) throw new Response(null, { status: 303, headers: { Location: `${address}?done=added` } });
  return answer(desk, refused.length > 0 ? 422 : 200, {
    notices: addedNotices(added, desk), error: refused.length === 0 ? undefined : refused.join('\n'),
  });
}

async function answerReplacing(desk: ProgrammeDesk, form: FormFields): Promise<FilesAnswer> {
  const { programmeId, language } = desk;
  const t = translator(language);
  const replace = form.text('file');
  const [file] = form.files(filesField);
  if (file === undefined) return answer(desk, 422, { error: t('expense.file.chooseOne'), replace });
  const { prepared, refused: [turnedAway] } = await prepareUploads([file], await uploadPlace(desk, 1));
  const [upload] = prepared;
  if (upload === undefined) return answer(desk, 422, { error: turnedAway && refusedFileText(turnedAway, language), replace });
  const { refused } = await carryOut(desk, form, (change) => replaceAttachment(change, { programmeId, id: replace, upload }));
  return answer(desk, 409, { error: replaceText(refused, desk), replace });
}

async function answerRemoval(desk: ProgrammeDesk, form: FormFields): Promise<FilesAnswer> {
  const { programmeId, language } = desk;
  const { refused } = await carryOut(desk, form, (change) => removeAttachment(change, { programmeId, id: form.text('file') }));
  return answer(desk, 409, { notices: [{ tone: 'warning', text: translator(language)('expense.file.inUse', { file: refused.name }) }] });
}

async function answerUnlockingHere(desk: ProgrammeDesk, form: FormFields): Promise<FilesAnswer> {
  const address = programmeAddress(desk.membership.organisationId, desk.programmeId, 'files');
  const fault = await answerUnlocking(desk, form, `${address}?done=unlocked`);
  if ('warning' in fault) return answer(desk, 409, { notices: [{ tone: 'warning', text: fault.warning }] });
  return answer(desk, 422, { unlock: fault });
}

async function answerRestoring(desk: ProgrammeDesk, form: FormFields): Promise<FilesAnswer> {
  const { programmeId } = desk;
  await carryOut(desk, form, (change) => restoreAttachment(change, { programmeId, id: form.text('file') }));
  return answer(desk, 409, {});
}

async function answer(desk: ProgrammeDesk, status: FilesAnswer['status'], extras: FilesPageExtras): Promise<FilesAnswer> {
  return { page: await filesPage(desk, { notices: [], ...extras }), status };
}

function addedNotices(added: readonly AddedFile[], { language }: ProgrammeDesk): NoticeView[] {
  const t = translator(language);
  const fresh = added.filter(({ isKnown }) => !isKnown).map(({ name }) => name);
  const known = added.filter(({ isKnown }) => isKnown).map(({ name }) => name);
  const notices: NoticeView[] = [];
  if (fresh.length > 0) notices.push({ tone: 'success', isDone: true, text: t('expense.file.done.added'), items: fresh });
  if (known.length > 0) notices.push({ tone: 'info', isDone: true, text: t('expense.file.known'), items: known });
  return notices;
}

function replaceText(refused: ReplaceRefusal, { language }: ProgrammeDesk): string {
  const t = translator(language);
  switch (refused.code) {
    case 'gone': return t('expense.file.gone');
    case 'same_content': return t('expense.file.sameContent', { file: refused.name });
    case 'in_claim': return t('expense.file.inClaim', { file: refused.name, number: refused.claim.number });
    case 'in_sheet': return t('expense.file.inSheet', { file: refused.name });
    case 'on_cost': return t('expense.file.onCost', { file: refused.name });
  }
}
