import type { ExpressionBuilder, Kysely, Selectable } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { OutboxMessageTable } from '#db/schema-people.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { ListedMessage, NewMessage, SendFault } from './outbox-message.ts';
import { delayAfterTryMs, mostTries } from './retry-delays.ts';

export interface QueuedMessage extends Omit<NewMessage, 'mail'> {
  readonly id: string;
  readonly subject: string;
  readonly bodySealed: string;
}

export async function insertMessage(db: Kysely<Database>, message: QueuedMessage): Promise<void> {
  const { id, kind, recipient, language, subject, now, organisationId, aboutId, bodySealed, expiresAt } = message;
  await db.insertInto('outbox_messages').values({
    id, kind, recipient, language, subject, created_at: now, next_try_at: now, tries: 0, organisation_id: organisationId ?? null,
    about_id: aboutId ?? null, body_sealed: bodySealed, expires_at: expiresAt ?? null,
  }).execute();
}

/** An e-mail that is this sender's to try now. */
export interface TakenMessage {
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly bodySealed: string;
  readonly tries: number;
}

/**
 * Takes what is due: each is one sender's, since only one counts the try up. Should that sender end before it is done, the
 * next try comes when its time has; an e-mail may then be sent twice, and never not at all.
 */
export async function takeDueMessages(db: Kysely<Database>, now: Date, limit: number): Promise<TakenMessage[]> {
  await giveUpSpent(db, now);
  const due = await db.selectFrom('outbox_messages').select(['id', 'tries']).where('next_try_at', '<=', now.toISOString())
    .where('sent_at', 'is', null).where('dead_at', 'is', null).orderBy('next_try_at').orderBy('id').limit(limit).execute();
  const taken: TakenMessage[] = [];
  for (const message of due) {
    const mine = await takeMessage(db, message, now);
    if (mine !== undefined) taken.push(mine);
  }
  return taken;
}

/** A server that ended in the midst of the last try could not say so itself. */
async function giveUpSpent(db: Kysely<Database>, now: Date): Promise<void> {
  await db.updateTable('outbox_messages')
    .set((row) => ({ dead_at: now.toISOString(), last_fault: 'interrupted', body_sealed: keptWhenGivenUp(row) })).where('tries', '>=', mostTries)
    .where('next_try_at', '<=', now.toISOString()).where('sent_at', 'is', null).where('dead_at', 'is', null).execute();
}

/** What an organisation may send again is kept; what is a person's own nobody can, and it is forgotten. */
function keptWhenGivenUp(row: ExpressionBuilder<Database, 'outbox_messages'>) {
  return row.case().when('organisation_id', 'is', null).then(null).else(row.ref('body_sealed')).end();
}

async function takeMessage(
  db: Kysely<Database>, { id, tries }: { id: string; tries: number }, now: Date,
): Promise<TakenMessage | undefined> {
  const row = await db.updateTable('outbox_messages')
    .set({ tries: tries + 1, next_try_at: new Date(now.getTime() + delayAfterTryMs(tries + 1)).toISOString() })
    .where('id', '=', id).where('tries', '=', tries).where('next_try_at', '<=', now.toISOString())
    .where('sent_at', 'is', null).where('dead_at', 'is', null)
    .returning(['recipient', 'subject', 'body_sealed', 'expires_at']).executeTakeFirst();
  if (row === undefined) return undefined;
  if (row.body_sealed === null || (row.expires_at !== null && row.expires_at <= now.toISOString())) {
    await db.updateTable('outbox_messages').set({ dead_at: now.toISOString(), last_fault: 'too_late', body_sealed: null })
      .where('id', '=', id).execute();
    return undefined;
  }
  return { id, recipient: row.recipient, subject: row.subject, bodySealed: row.body_sealed, tries: tries + 1 };
}

/** It got away: what it said is forgotten. */
export async function noteSent(db: Kysely<Database>, id: string, now: Date): Promise<void> {
  await db.updateTable('outbox_messages').set({ sent_at: now.toISOString(), dead_at: null, last_fault: null, body_sealed: null })
    .where('id', '=', id).execute();
}

/** It did not; after the last try it is given up. A try that was overtaken by a later one says nothing any more. */
export async function noteFault(
  db: Kysely<Database>, { id, tries, fault }: { id: string; tries: number; fault: SendFault }, now: Date,
): Promise<void> {
  const givenUpAt = tries >= mostTries ? now.toISOString() : undefined;
  await db.updateTable('outbox_messages')
    .set((row) => ({
      last_fault: fault.message, ...(givenUpAt === undefined ? {} : { dead_at: givenUpAt, body_sealed: keptWhenGivenUp(row) }),
    }))
    .where('id', '=', id).where('tries', '=', tries).where('sent_at', 'is', null).execute();
}

/** What is not to be sent any more, since what it is about is no more: its link is dead. */
export async function dropMessagesAbout(
  db: Kysely<Database>, { organisationId }: Membership, about: { aboutId: string; now: string },
): Promise<void> {
  await db.updateTable('outbox_messages').set({ dead_at: about.now, last_fault: 'not_needed', body_sealed: null })
    .where('organisation_id', '=', organisationId).where('about_id', '=', about.aboutId).where('sent_at', 'is', null).execute();
}

/** The organisation's e-mails, the latest first. */
export async function listMessages(
  db: Kysely<Database>, { organisationId }: Membership, { limit, now }: { limit: number; now: string },
): Promise<ListedMessage[]> {
  const rows = await db.selectFrom('outbox_messages').selectAll().where('organisation_id', '=', organisationId)
    .orderBy('created_at', 'desc').orderBy('id').limit(limit).execute();
  return rows.map((row) => toListed(row, now));
}

/** How it stands with the latest e-mail about each of some things. */
export async function findMessagesAbout(
  db: Kysely<Database>, { organisationId }: Membership, { aboutIds, now }: { aboutIds: readonly string[]; now: string },
): Promise<ReadonlyMap<string, ListedMessage>> {
  if (aboutIds.length === 0) return new Map();
  const rows = await db.selectFrom('outbox_messages').selectAll().where('organisation_id', '=', organisationId)
    .where('about_id', 'in', aboutIds).orderBy('created_at').orderBy('id').execute();
  return new Map(rows.map((row) => [row.about_id ?? '', toListed(row, now)]));
}

/** Begins anew with one that was given up; false where there is nothing to send any more. */
export async function reviveMessage(
  db: Kysely<Database>, { organisationId }: Membership, { id, now }: { id: string; now: string },
): Promise<boolean> {
  const revived = await db.updateTable('outbox_messages').set({ tries: 0, next_try_at: now, dead_at: null })
    .where('organisation_id', '=', organisationId).where('id', '=', id).where('dead_at', 'is not', null).where('sent_at', 'is', null)
    .where('body_sealed', 'is not', null).where((row) => row.or([row('expires_at', 'is', null), row('expires_at', '>', now)]))
    .executeTakeFirst();
  return revived.numUpdatedRows === 1n;
}

function toListed(row: Selectable<OutboxMessageTable>, now: string): ListedMessage {
  const isOfUse = row.body_sealed !== null && (row.expires_at === null || row.expires_at > now);
  return {
    id: row.id, kind: row.kind, recipient: row.recipient, subject: row.subject, createdAt: row.created_at, tries: row.tries,
    nextTryAt: row.next_try_at, sentAt: row.sent_at ?? undefined, deadAt: row.dead_at ?? undefined, lastFault: row.last_fault ?? undefined,
    canBeSentAgain: row.dead_at !== null && row.sent_at === null && isOfUse,
  };
}

/** Takes away what was queued before then, sent or given up long since. */
export async function deleteMessagesBefore(db: Kysely<Database>, before: string): Promise<void> {
  await db.deleteFrom('outbox_messages').where('created_at', '<', before).execute();
}
