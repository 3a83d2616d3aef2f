import { claimPartsZip } from '#app/features/claims/claim-parts-zip.server.ts';
import { programmeLoader } from '#app/guard/guarded.server.ts';

/** The claim's document in parts, for those who take no large files. */
export const loader = programmeLoader('programme.read', (desk) => claimPartsZip(desk));
