import { exportClaims } from '#app/features/exports/export-claims.server.ts';
import { organisationLoader } from '#app/guard/guarded.server.ts';

/** Chosen claims as a zip, PDFs, a workbook or a table. */
export const loader = organisationLoader('claim.download', (desk) => exportClaims(desk));
