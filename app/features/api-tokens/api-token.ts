import type { ApiScope } from '#app/domain/api-scopes.ts';
import type { CalendarDate } from '#app/domain/calendar-date.ts';

/** A machine's way in, as the organisation sees it: never the token itself. */
export interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  /** Undefined of one the organisation has erased. */
  readonly createdBy: string | undefined;
  /** ISO UTC. */
  readonly createdAt: string;
  /** The last day it is good for. */
  readonly expiresOn: CalendarDate;
  readonly lastUsedAt: string | undefined;
  readonly revokedAt: string | undefined;
}
