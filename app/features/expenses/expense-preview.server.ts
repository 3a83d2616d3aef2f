import { loadProgramme } from '#app/features/programmes/load-programme.server.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { effectOf } from './expense-effect.ts';
import { expenseEffectView } from './expense-effect-view.ts';
import { readForFigures } from './expense-form.ts';
import { expenseTyped } from './expense-typed.ts';
import type { ExpensePreview } from './read-expense-preview.ts';

/** What the cost in the address would give: the figures beside the form, while it is being filled in. Nothing is stored. */
export async function expensePreview(desk: ProgrammeDesk): Promise<ExpensePreview> {
  const query = desk.url.searchParams;
  const read = readForFigures(expenseTyped((field) => query.get(field) ?? ''), desk);
  if (read === undefined) return { effect: expenseEffectView(undefined, desk.language) };
  const loaded = await loadProgramme(desk.database, desk.membership, desk.programmeId);
  const draft = { ...read, id: query.get('expense') ?? 'new', attachments: [] };
  return { effect: expenseEffectView(effectOf(loaded, draft), desk.language) };
}
