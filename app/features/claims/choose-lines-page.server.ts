import { randomUUID } from 'node:crypto';
import type { NoticeView } from '#app/components/notice.tsx';
import { readerAt } from '#app/features/expenses/expense-reader.server.ts';
import { loadProgramme } from '#app/features/programmes/load-programme.server.ts';
import { claimAddress } from '#app/features/shell/addresses.ts';
import { carryOut } from '#app/guard/carry-out.server.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { sendTo } from '#app/http/send-to.ts';
import { sentence, translator } from '#app/i18n/translate.ts';
import { readLines, typedLines, type LinesTyped, type ReasonError } from './choose-lines-form.ts';
import { chooseLinesView, recalculate, type ChooseLinesView } from './choose-lines-view.ts';
import { getClaim, listClaimExpenseIds, type StoredClaim } from './claims.repository.server.ts';
import { lineChoice } from './line-choice.ts';
import { changeClaimLines, createClaim, type PrepareRefusal } from './prepare-claim.server.ts';
import { conflictNotice, creditsNotice, doneNotice } from './claim-notices.ts';
import type { LinesPreview } from './read-lines-preview.ts';

/** What came of a form that was not carried out. */
interface Attempt {
  readonly typed: LinesTyped;
  readonly errors?: ReadonlyMap<string, ReasonError>;
  readonly isNothingChosen?: boolean;
  readonly notices?: readonly NoticeView[];
}

export interface ChooseLinesAnswer {
  readonly page: ChooseLinesView;
  readonly status: 200 | 409 | 422;
}

/** The lines a new claim can have, or with a claim's id the lines of its draft. */
export async function chooseLinesPage(desk: ProgrammeDesk, claimId?: string): Promise<ChooseLinesView> {
  return pageOf(desk, claimId, undefined);
}

/** Makes the draft or changes its lines; works out again when only that was asked for. */
export async function answerLines(desk: ProgrammeDesk, form: FormFields, claimId?: string): Promise<ChooseLinesAnswer> {
  const { choice: { lines } } = await choiceOf(desk, claimId, undefined);
  const typed = typedLines(form, lines);
  if (form.text(recalculate.name) === recalculate.value) return { page: await pageOf(desk, claimId, { typed }), status: 200 };
  const { expenseIds, parked, errors } = readLines(typed, lines);
  const isNothingChosen = expenseIds.length === 0;
  if (errors.size > 0 || isNothingChosen) return { page: await pageOf(desk, claimId, { typed, errors, isNothingChosen }), status: 422 };
  const { programmeId } = desk;
  const chosen = { programmeId, expenseIds, parked };
  const { refused } = await carryOut(desk, form, (change) => claimId === undefined
    ? createClaim(change, chosen)
    : changeClaimLines(change, { ...chosen, id: claimId, version: form.version() }));
  const status = refused.code === 'credits_left_out' ? 422 : 409;
  return { page: await pageOf(desk, claimId, { typed, notices: [noticeOf(refused, desk)] }), status };
}

/** The form as it is with all lines ticked but those that `?except=` names: of a new claim, or of the draft that `?claim=` names. */
export async function linesPreview(desk: ProgrammeDesk): Promise<LinesPreview> {
  const query = desk.url.searchParams;
  const claimId = query.get('claim') ?? undefined;
  const { choice: { lines } } = await choiceOf(desk, claimId, undefined);
  const left = new Set(query.getAll('except'));
  const chosen = new Set(lines.map(({ expense }) => expense.id).filter((id) => !left.has(id)));
  return { form: (await pageOf(desk, claimId, { typed: { chosen, reasons: new Map() } })).form };
}

async function choiceOf(desk: ProgrammeDesk, claimId: string | undefined, chosen: ReadonlySet<string> | undefined) {
  const { database, membership, programmeId, today } = desk;
  const claim = claimId === undefined ? undefined : await getClaim(database, membership, { programmeId, id: claimId });
  const loaded = await loadProgramme(database, membership, programmeId);
  const stored = claim === undefined ? undefined : new Set(await listClaimExpenseIds(database, membership, claim.id));
  return { claim, loaded, choice: lineChoice(loaded, { today, claimId, chosen: chosen ?? stored }) };
}

async function pageOf(desk: ProgrammeDesk, claimId: string | undefined, attempt: Attempt | undefined): Promise<ChooseLinesView> {
  const { claim, loaded, choice } = await choiceOf(desk, claimId, attempt?.typed.chosen);
  if (claim !== undefined && claim.status !== 'draft' && attempt === undefined) throw toClaim(desk, claim);
  const done = attempt === undefined ? doneNotice(desk.url.searchParams.get('done'), desk.language) : undefined;
  return chooseLinesView({
    matter: loaded, choice, claim,
    reasons: attempt?.typed.reasons ?? new Map<string, string>(), errors: attempt?.errors ?? new Map<string, ReasonError>(),
    isNothingChosen: attempt?.isNothingChosen ?? false, isUnsaved: attempt !== undefined,
    notices: [...(done === undefined ? [] : [done]), ...attempt?.notices ?? []],
    formKey: randomUUID(), reader: readerAt(desk),
  });
}

/** Only a draft's lines can be chosen. */
function toClaim({ membership, programmeId }: ProgrammeDesk, { id }: StoredClaim): Response {
  return sendTo(claimAddress({ organisationId: membership.organisationId, programmeId, id }));
}

function noticeOf(refused: PrepareRefusal, { language }: ProgrammeDesk): NoticeView {
  const t = translator(language);
  if (refused.code === 'conflict') return conflictNotice(refused.status, language);
  if (refused.code === 'credits_left_out') return creditsNotice(refused.numbers, language);
  const count = refused.code === 'not_free' ? refused.expenseIds.length : 0;
  return { tone: 'warning', heading: t('claim.choose.notFree.heading'), text: sentence(language, 'claim.choose.notFree.text', { days: count }) };
}
