import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { dayKey } from '#app/domain/day-cap.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { Programme } from '#app/domain/programme.ts';
import type { EarlierClaims } from '#app/domain/refund.ts';
import { earlierTexts, type EarlierTexts } from '#app/features/programme-file/earlier-in-file.ts';
import { programmeFileOf } from '#app/features/programme-file/from-programme.ts';
import { loadProgramme, type LoadedProgramme } from '#app/features/programmes/load-programme.server.ts';
import { assessClaim, type Assessment } from './assess-claim.ts';
import { getClaim, listClaimExpenseIds, type StoredClaim } from './claims.repository.server.ts';

/** A claim with the programme it is made of: only the claim's own lines, in order of entry. */
export interface ClaimCase {
  readonly claim: StoredClaim;
  readonly loaded: LoadedProgramme;
  readonly programme: Programme;
  /** Changes when anything the claim is made of does. */
  readonly contentSha256: string;
}

/** Reads a claim and what it is made of now. Throws DomainError `not_found` when it is not the member's. */
export async function loadClaimCase(
  db: Kysely<Database>, membership: Membership, ids: { programmeId: string; id: string },
): Promise<ClaimCase> {
  const claim = await getClaim(db, membership, ids);
  const chosen = new Set(await listClaimExpenseIds(db, membership, claim.id));
  const loaded = await loadProgramme(db, membership, ids.programmeId);
  const programme = programmeOfLines(loaded, chosen);
  return { claim, loaded, programme, contentSha256: contentHash(programme, loaded) };
}

/** The programme with these expenses only. A credit note of another keeps the number of the invoice it lowers. */
export function programmeOfLines({ programme }: Pick<LoadedProgramme, 'programme'>, chosen: ReadonlySet<string>): Programme {
  const byId = new Map(programme.expenses.map((expense) => [expense.id, expense]));
  const expenses = programme.expenses.filter(({ id }) => chosen.has(id)).map((expense) => {
    const { creditOf } = expense;
    return creditOf === undefined || chosen.has(creditOf) ? expense : { ...expense, creditOfInvoice: byId.get(creditOf)?.invoice?.number ?? '' };
  });
  return { ...programme, expenses };
}

/** What the rules say of the claim today. */
export function assessCase({ claim, loaded, programme }: ClaimCase, today: CalendarDate): Assessment {
  return assessLines(loaded, programme, { today, claimId: claim.id });
}

/** What the rules say of some lines as a claim; those that stand in another claim are refused. */
export function assessLines(
  loaded: LoadedProgramme, programme: Programme, { today, claimId }: { today: CalendarDate; claimId: string | undefined },
): Assessment {
  const elsewhere = [...loaded.claimed].filter(([, claim]) => claim.claimId !== claimId).map(([expenseId]) => expenseId);
  return assessClaim({
    programme, today, attachments: loaded.attachmentStates, earlier: loaded.earlier,
    circumstances: { expensesClaimedElsewhere: new Set(elsewhere) },
  });
}

/** The seal of all that decides a claim's figures and papers: programme, files, and what earlier claims used. */
function contentHash(programme: Programme, { earlier, attachments }: LoadedProgramme): string {
  const used = new Set([programme.grant.letter, ...programme.expenses.flatMap((expense) => expense.attachments)]);
  const files = attachments.filter(({ name }) => used.has(name)).map(({ name, sha256 }) => [name, sha256]);
  return createHash('sha256').update(JSON.stringify([programmeFileOf(programme), files, earlierAsText(programme, earlier)])).digest('hex');
}

/** What earlier claims used of the grant and of the programme's own days, in a fixed order and as texts: other days decide nothing. */
export function earlierAsText({ expenses }: Programme, { days, refunded }: EarlierClaims): EarlierTexts {
  const own = new Set(expenses.flatMap((expense) => (
    expense.kind === 'fee' ? expense.days.map(({ on }) => dayKey(expense.consultant ?? '', on)) : []
  )));
  return earlierTexts({ days: new Map([...days ?? []].filter(([key]) => own.has(key))), ...(refunded === undefined ? {} : { refunded }) });
}
