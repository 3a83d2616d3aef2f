import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project, where `public` and `package.json` lie. */
export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)));
