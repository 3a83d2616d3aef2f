import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Membership } from '#app/domain/membership.ts';
import { programmeKeptUntil } from '#app/domain/retention.ts';
import { dayInNorway } from '#app/i18n/format.ts';
import {
  getRetentionYears, listPeopleOnRecord, listProgrammeUse, type PersonOnRecord, type ProgrammeUse,
} from './kept-people.repository.server.ts';
import type { KeptPerson, KeptProgrammeRow, PersonalData } from './kept-person.ts';

/** Who an organisation has on record, what keeps each of them, and which programmes are due to be taken away. */
export async function loadPersonalData(db: Kysely<Database>, membership: Membership, now: string): Promise<PersonalData> {
  const years = await getRetentionYears(db, membership);
  const programmes = (await listProgrammeUse(db, membership)).map((use) => keptProgramme(use, years));
  const untilOf = new Map(programmes.map(({ id, keptUntil }) => [id, keptUntil]));
  const people = (await listPeopleOnRecord(db, membership)).map((person) => keptPerson(person, { untilOf, now }));
  return { years, programmes, people };
}

function keptProgramme({ id, name, endsOn, lastClaimAt, lastVoucherOn, hasOpenClaim }: ProgrammeUse, years: number): KeptProgrammeRow {
  const lastClaimOn = lastClaimAt === undefined ? undefined : dayInNorway(new Date(lastClaimAt));
  return { id, name, endsOn, keptUntil: programmeKeptUntil({ endsOn, lastClaimOn, lastVoucherOn, hasOpenClaim }, years) };
}

interface Keeping {
  readonly untilOf: ReadonlyMap<string, CalendarDate | undefined>;
  readonly now: string;
}

function keptPerson(person: PersonOnRecord, { untilOf, now }: Keeping): KeptPerson {
  const { kind, id, name, email, role, endedAt, invitedUntil, consultantId, programmeIds } = person;
  const common = { kind, id, name, email, role, consultantId };
  if (kind === 'member' && endedAt === undefined) return { ...common, keptBy: { reason: 'access' } };
  // Also of one who has left, or is a consultant: erasing would let the link they have die unseen.
  if (invitedUntil !== undefined && invitedUntil > now) return { ...common, keptBy: { reason: 'invitation' } };
  const days = [...programmeIds].map((programmeId) => untilOf.get(programmeId));
  if (days.includes(undefined)) return { ...common, keptBy: { reason: 'open_claim' } };
  const until = days.flatMap((day) => day ?? []).sort().at(-1);
  return { ...common, keptBy: until === undefined ? undefined : { reason: 'vouchers', until } };
}
