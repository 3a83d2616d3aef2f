import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Membership } from '#app/domain/membership.ts';
import { listClaimFigures } from '#app/features/claims/claim-figures.repository.server.ts';
import { listDaySheets } from '#app/features/day-sheets/day-sheets.repository.server.ts';
import { getOrganisation } from '#app/features/organisations/organisations.repository.server.ts';
import { loadProgramme, type LoadedProgramme } from '#app/features/programmes/load-programme.server.ts';
import { programmeOverview } from '#app/features/programmes/programme-overview.ts';
import { listProgrammes } from '#app/features/programmes/programmes.repository.server.ts';
import { listAccessEnds } from '#app/features/users/access-ends.repository.server.ts';
import { completenessFor, type Completeness } from './completeness.ts';
import type { ConsultantPlace, ConsultantProgramme } from './consultant-place.ts';
import { ownStanding } from './consultant-standing.ts';

/** More than anybody takes part in at once. */
const mostProgrammes = 30;

/** Reads a consultant's part of a municipality; every read goes by that municipality's proof of membership. */
export async function loadConsultantPlace(
  db: Kysely<Database>, { membership, today }: { membership: Membership; today: CalendarDate },
): Promise<ConsultantPlace> {
  const { organisation } = await getOrganisation(db, membership);
  const programmes: ConsultantProgramme[] = [];
  const accessEnds = await listAccessEnds(db, membership);
  for (const { id } of (await listProgrammes(db, membership)).slice(0, mostProgrammes)) {
    programmes.push(await loadProgrammeFor(db, { membership, today, programmeId: id, accessEnds }));
  }
  return { membership, organisationName: organisation.name, programmes };
}

interface Place {
  readonly membership: Membership;
  readonly today: CalendarDate;
  readonly programmeId: string;
}

/** One of them, on a page of its own. */
export async function loadConsultantProgramme(db: Kysely<Database>, place: Place): Promise<ConsultantProgramme> {
  return loadProgrammeFor(db, { ...place, accessEnds: await listAccessEnds(db, place.membership) });
}

async function loadProgrammeFor(
  db: Kysely<Database>, { membership, today, programmeId, accessEnds }: Place & { readonly accessEnds: ReadonlyMap<string, CalendarDate> },
): Promise<ConsultantProgramme> {
  const loaded = await loadProgramme(db, membership, programmeId);
  const sheets = await listDaySheets(db, membership, { programmeId });
  const { activities, expenses } = loaded.programme;
  return {
    loaded, sheets,
    standing: ownStanding({ activities, expenses, sheets, today }),
    completeness: await loadCompleteness(db, { membership, today, loaded }),
    accessEndsOn: accessEnds.get(programmeId),
  };
}

/** The same checks as the municipality has, of the whole programme; only texts and counts of it are let out. */
async function loadCompleteness(
  db: Kysely<Database>, { membership, today, loaded }: { membership: Membership; today: CalendarDate; loaded: LoadedProgramme },
): Promise<Completeness> {
  const whole = await loadProgramme(db, membership.forCounts(), loaded.id);
  const claims = await listClaimFigures(db, membership.forCounts(), loaded.id);
  const { findings } = programmeOverview({ ...whole, claims, today, maySeeBankAccount: false });
  const parked = whole.expenses.filter(({ parkedReason }) => parkedReason !== undefined);
  return completenessFor(findings, {
    expenseIds: new Set(loaded.expenses.map(({ expense }) => expense.id)), fileNames: new Set(loaded.attachments.map(({ name }) => name)),
    parkedIds: new Set(parked.map(({ expense }) => expense.id)),
  });
}
