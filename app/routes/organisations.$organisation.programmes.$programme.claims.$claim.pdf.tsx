import { claimPdf } from '#app/features/claims/claim-pdf.server.ts';
import { programmeLoader } from '#app/guard/guarded.server.ts';

/** The claim's document: of a draft as it would be now, of an attested claim the very bytes that were attested. */
export const loader = programmeLoader('programme.read', (desk) => claimPdf(desk));
