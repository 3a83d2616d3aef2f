import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import type { Reader } from './expense-page-view.ts';

/** Who looks at a programme's page from this desk. */
export function readerAt({ membership, programmeId, language }: ProgrammeDesk): Reader {
  return { may: (permission) => membership.may(permission, programmeId), language };
}
