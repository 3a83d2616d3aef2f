import { downloadFile } from '#app/features/attachments/download-file.server.ts';
import { programmeLoader } from '#app/guard/guarded.server.ts';

/** A file of the programme, as it was sent. */
export const loader = programmeLoader('expense.read', (desk) => downloadFile(desk, desk.params['file'] ?? ''));
