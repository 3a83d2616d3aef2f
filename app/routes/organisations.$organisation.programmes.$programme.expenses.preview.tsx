import { expensePreview } from '#app/features/expenses/expense-preview.server.ts';
import { programmeLoader } from '#app/guard/guarded.server.ts';

/** Figures for what is being typed; asked for by the form itself. */
export const loader = programmeLoader('claim.read', async (desk) => Response.json(await expensePreview(desk)));
