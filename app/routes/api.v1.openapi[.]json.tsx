import { openApiDocument } from '#app/features/api/openapi.ts';
import { openLoader } from '#app/guard/guarded.server.ts';

/** What the API offers, for whoever builds on it. It tells nothing of any organisation. */
export const loader = openLoader(() => Response.json(openApiDocument()));
