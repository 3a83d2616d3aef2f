import { data, redirect, type MetaFunction } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { answerRemoval } from '#app/features/expenses/answer-expense-acts.server.ts';
import { ExpensePage } from '#app/features/expenses/expense-page.tsx';
import { expenseAddress } from '#app/features/shell/addresses.ts';
import { programmeAction, programmeLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction = () => [{ title: 'OU-refusjon' }];

/** Where a deletion was refused and the page is asked for again. */
export const loader = programmeLoader('expense.read', ({ membership, programmeId, params }) => (
  redirect(expenseAddress({ organisationId: membership.organisationId, programmeId, id: encodeURIComponent(params['expense'] ?? '') }))
));

export const action = programmeAction('expense.edit', async (desk, form) => {
  const { page, status } = await answerRemoval(desk, form, desk.params['expense'] ?? '');
  return data({ page }, { status });
});

/** Shown only when the expense could not be deleted or brought back. */
export default function RemoveExpense() {
  const answer = useActionData<typeof action>();
  return answer === undefined ? null : <ExpensePage page={answer.page} />;
}
