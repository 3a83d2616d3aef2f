import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { FileStore } from '#app/features/attachments/file-store.server.ts';
import type { Works } from '#app/features/progress/works.server.ts';
import type { OpenFile, UnlockFile } from '#app/features/attachments/reading/open-file.ts';
import type { SetupCode } from '#app/features/users/setup-code.server.ts';

/** What the server gives to every loader and action, and a test gives in its stead. */
export interface Services {
  readonly database: Kysely<Database>;
  readonly files: FileStore;
  /** Opens a file that somebody sent, where it can do no harm. */
  readonly openFile: OpenFile;
  readonly unlockFile: UnlockFile;
  /** What takes long, and how far it has come. */
  readonly works: Works;
  /** The code that opens the first start; see SetupCode. */
  readonly setupCode: SetupCode;
  /** The folder that holds `public/fonts`. */
  readonly projectFolder: string;
  readonly clock: () => Date;
}
