import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Tell } from '#app/features/progress/progress.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { Language } from '#app/domain/programme.ts';
import type { ChangeMaker } from '#app/features/audit/change.server.ts';
import type { Machine } from '#app/features/users/memberships.repository.server.ts';
import type { SignedIn } from '#app/features/users/sessions.repository.server.ts';
import type { Stay } from './memory-room.server.ts';
import type { Services } from './services.server.ts';

/** What any loader or action works with: who may be asking, in what language, when. */
export interface OpenDesk {
  readonly services: Services;
  readonly database: Kysely<Database>;
  readonly request: Request;
  readonly url: URL;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly language: Language;
  readonly now: Date;
  readonly today: CalendarDate;
  readonly requestId: string;
  /** Where the request came from; empty when that is not known. */
  readonly clientAddress: string;
  /** Writes in the log what the person is told about in a page of its own. */
  readonly reportFault?: ((fault: unknown) => void) | undefined;
  /** Told how far long work has come; nobody listens where it is not there. */
  readonly tell?: Tell | undefined;
  /** Keeps the room in memory that a form's body takes, after its answer, until this has ended too. */
  readonly stay?: Stay | undefined;
  /** Gives the page another status than 200: that of what it tells. */
  readonly showAs: (status: number) => void;
  /** Undefined for a visitor. */
  readonly user: SignedIn | undefined;
}

/** The same, for a person who has signed in. */
export interface PersonDesk extends OpenDesk {
  readonly user: SignedIn;
}

/** A desk where an organisation's data may be read: a person's, or a machine's. */
export interface DataDesk extends OpenDesk {
  readonly membership: Membership;
}

/** A person's, in an organisation they belong to. */
export interface OrganisationDesk extends PersonDesk, DataDesk {
  readonly user: SignedIn;
}

/** The same, in a programme the person reaches. */
export interface ProgrammeDesk extends OrganisationDesk {
  readonly programmeId: string;
}

export interface ProgrammeDataDesk extends DataDesk {
  readonly programmeId: string;
}

/** A machine's, with what its token opens. */
export interface MachineDesk extends DataDesk {
  readonly machine: Machine;
}

/** Who makes a change from this desk. */
export function makerOf({ membership, user, now, requestId }: OrganisationDesk): ChangeMaker {
  return { membership, actorName: user.name, now: now.toISOString(), requestId };
}
