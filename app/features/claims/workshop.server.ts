import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { FileStore } from '#app/features/attachments/file-store.server.ts';
import type { OpenFile } from '#app/features/attachments/reading/open-file.ts';
import type { Tell } from '#app/features/progress/progress.ts';
import { Turnstile } from '#app/features/users/turnstile.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';

/** What a claim's document is made with, besides the claim itself. */
export interface Workshop {
  readonly files: FileStore;
  readonly openFile: OpenFile;
  readonly membership: Membership;
  readonly projectFolder: string;
  readonly today: CalendarDate;
  readonly tell?: Tell | undefined;
}

export function workshopOf({ services: { files, openFile, projectFolder }, membership, today, tell }: ProgrammeDesk): Workshop {
  return { files, openFile, membership, projectFolder, today, tell };
}

/** While a document is made all its files' pages are in memory, and twice at the end: more at once would take what the server has. */
const turnstile = new Turnstile(2);

/** Makes a document when those before it are made. */
export function inTurn<Made>({ tell }: Workshop, make: () => Promise<Made>): Promise<Made> {
  tell?.({ stage: 'waiting' });
  return turnstile.pass(() => {
    tell?.({ stage: 'begun' });
    return make();
  });
}
