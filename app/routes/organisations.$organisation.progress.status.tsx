import { progressStatus } from '#app/features/progress/progress-page.server.ts';
import { organisationLoader } from '#app/guard/guarded.server.ts';

/** How far a work of the person's that belongs to no programme yet has come, for the page that asks again and again. */
export const loader = organisationLoader('programme.edit', (desk) => Response.json(progressStatus(desk), { headers: { 'Cache-Control': 'no-store' } }));
