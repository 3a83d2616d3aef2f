import { answerUnlocking } from '#app/features/attachments/answer-unlock-form.server.ts';
import { expenseAddress } from '#app/features/shell/addresses.ts';
import { carryOut } from '#app/guard/carry-out.server.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { translator } from '#app/i18n/translate.ts';
import type { FormAnswer } from './answer-expense-form.server.ts';
import { longestParkedReason, parkExpense, type ParkRefusal } from './park-expense.server.ts';
import { removeExpense, restoreExpense, type RemoveRefusal } from './remove-expense.server.ts';
import { storedExpensePage } from './stored-expense-page.server.ts';

/** Deletes the expense or takes the deletion back; else the expense's page with why not. */
export async function answerRemoval(desk: ProgrammeDesk, form: FormFields, id: string): Promise<FormAnswer> {
  const { programmeId } = desk;
  const command = form.text('act') === 'restore' ? restoreExpense : removeExpense;
  const { refused } = await carryOut(desk, form, (change) => command(change, { programmeId, id }));
  return { page: await storedExpensePage(desk, id, { notices: [{ tone: 'warning', text: removalText(refused, desk) }] }), status: 409 };
}

/** What is done with a stored expense beside changing it. */
export function answerActs(desk: ProgrammeDesk, form: FormFields, id: string): Promise<FormAnswer> {
  return form.text('act') === 'unlock' ? answerUnlockingOfExpense(desk, form, id) : answerParking(desk, form, id);
}

/** Sets the expense aside for a later claim or takes it in again; else the expense's page with why not. */
async function answerParking(desk: ProgrammeDesk, form: FormFields, id: string): Promise<FormAnswer> {
  const { programmeId } = desk;
  const typed = form.text('parked_reason');
  const reason = form.text('act') === 'park' ? typed : undefined;
  const { refused } = await carryOut(desk, form, (change) => parkExpense(change, { programmeId, id, reason }));
  return { page: await storedExpensePage(desk, id, { notices: [], park: { typed, error: parkText(refused, desk) } }), status: 422 };
}

/** Unlocks a file of the expense and comes back; else the expense's page with why not. */
async function answerUnlockingOfExpense(desk: ProgrammeDesk, form: FormFields, id: string): Promise<FormAnswer> {
  const address = expenseAddress({ organisationId: desk.membership.organisationId, programmeId: desk.programmeId, id });
  const fault = await answerUnlocking(desk, form, `${address}?done=unlocked`);
  if ('warning' in fault) return { page: await storedExpensePage(desk, id, { notices: [{ tone: 'warning', text: fault.warning }] }), status: 409 };
  return { page: await storedExpensePage(desk, id, { notices: [], unlock: fault }), status: 422 };
}

function removalText(refused: RemoveRefusal, { language }: ProgrammeDesk): string {
  const t = translator(language);
  switch (refused.code) {
    case 'in_claim': return t('expense.locked.text', { number: refused.claim.number });
    case 'credited': return t('expense.refused.credited');
    case 'credit_of_gone': return t('expense.refused.creditOfGone');
  }
}

function parkText(refused: ParkRefusal, { language }: ProgrammeDesk): string {
  const t = translator(language);
  switch (refused.code) {
    case 'gone': return t('expense.gone.heading');
    case 'reason_missing': return t('expense.park.reasonMissing');
    case 'reason_too_long': return t('expense.park.reasonTooLong', { most: longestParkedReason });
    case 'in_claim': return t('expense.park.inClaim', { number: refused.claim.number });
  }
}
