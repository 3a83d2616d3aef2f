import { matchPreview } from '#app/features/day-sheets/match-page.server.ts';
import { programmeLoader } from '#app/guard/guarded.server.ts';

/** What the ticked costs come to beside the invoice's sum; asked for by the form itself while it is filled in. */
export const loader = programmeLoader('day_sheet.decide', async (desk) => Response.json(await matchPreview(desk)));
