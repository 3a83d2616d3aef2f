import { exportProgramme } from '#app/features/programme-file/export-programme.server.ts';
import { programmeLoader } from '#app/guard/guarded.server.ts';

/** The programme as a file that can be read again, here or elsewhere. */
export const loader = programmeLoader('programme.read', (desk) => exportProgramme(desk));
