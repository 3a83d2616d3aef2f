import { personDownload } from '#app/features/personal-data/personal-data-page.server.ts';
import { organisationLoader } from '#app/guard/guarded.server.ts';

/** What is on record of one person, to hand over to them. */
export const loader = organisationLoader('people.manage', (desk) => personDownload(desk));
