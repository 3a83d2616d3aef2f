import { secondsLeft } from '#app/features/session/session-standing.ts';
import { sessionLoader } from '#app/guard/guarded.server.ts';

/** How long the session lasts yet, for pages that warn before it ends; asking does not use it. */
export const loader = sessionLoader(({ standing, now }) => Response.json(secondsLeft(standing, now), { headers: { 'Cache-Control': 'no-store' } }));
