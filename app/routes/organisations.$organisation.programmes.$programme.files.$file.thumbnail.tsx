import { fileThumbnail } from '#app/features/attachments/file-thumbnail.server.ts';
import { programmeLoader } from '#app/guard/guarded.server.ts';

/** A small picture of a file's first page. */
export const loader = programmeLoader('expense.read', (desk) => fileThumbnail(desk, desk.params['file'] ?? ''));
