import { linesPreview } from '#app/features/claims/choose-lines-page.server.ts';
import { programmeLoader } from '#app/guard/guarded.server.ts';

/** What the ticked lines come to; asked for by the form itself while lines are ticked. */
export const loader = programmeLoader('claim.prepare', async (desk) => Response.json(await linesPreview(desk)));
