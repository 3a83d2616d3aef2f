import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { FileStore } from '#app/features/attachments/file-store.server.ts';
import type { Works } from '#app/features/progress/works.server.ts';
import type { OpenFile, UnlockFile } from '#app/features/attachments/reading/open-file.ts';
import type { IdentityProvider } from '#app/features/identities/identity-provider.server.ts';
import type { Mail } from '#app/features/outbox/queue-message.server.ts';
import type { SecretBox } from '#app/features/secrets/secret-box.server.ts';
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
  /** Seals what must not stand in the database as it is. */
  readonly secretBox: SecretBox;
  /** Another place where people sign in; undefined where none is set up. */
  readonly identityProvider?: IdentityProvider | undefined;
  /** How many bytes of files an organisation may keep; no limit unless said. */
  readonly quotaBytes?: number | undefined;
  /** Queues e-mail; undefined where none is sent, and a link is shown to be passed on instead. */
  readonly mail?: Mail | undefined;
  /** What links in e-mails begin with; where it is not set, the address of the request. */
  readonly publicOrigin?: string | undefined;
  /** The folder that holds `public/fonts`. */
  readonly projectFolder: string;
  readonly clock: () => Date;
}
