import { progressStatus } from '#app/features/progress/progress-page.server.ts';
import { programmeLoader } from '#app/guard/guarded.server.ts';

/** How far a work of the person's has come, for the page that asks again and again. */
export const loader = programmeLoader('programme.read', (desk) => Response.json(progressStatus(desk), { headers: { 'Cache-Control': 'no-store' } }));
