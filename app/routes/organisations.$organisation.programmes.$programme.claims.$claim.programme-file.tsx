import { claimProgrammeFile } from '#app/features/claims/claim-programme-file.server.ts';
import { programmeLoader } from '#app/guard/guarded.server.ts';

/** What the claim is made of, as a programme file that `ou claim` makes the same claim from. */
export const loader = programmeLoader('programme.read', (desk) => claimProgrammeFile(desk));
