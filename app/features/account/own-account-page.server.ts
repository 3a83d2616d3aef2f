import { randomUUID } from 'node:crypto';
import { listIdentities } from '#app/features/identities/identities.repository.server.ts';
import { accountAddress } from '#app/features/shell/addresses.ts';
import { doneNotices } from '#app/features/shell/shown-form.ts';
import { insertAccountEvent, listAccountEvents } from '#app/features/users/account-events.repository.server.ts';
import { countRecoveryCodes, findSecondFactor } from '#app/features/users/second-factors.repository.server.ts';
import { deleteOtherSessions, deleteSession, listSessions } from '#app/features/users/sessions.repository.server.ts';
import { hasPassword } from '#app/features/users/own-password.server.ts';
import { updateOwnFacts } from '#app/features/users/users.repository.server.ts';
import { carryOutOwn, type Outcome } from '#app/guard/carry-out.server.ts';
import type { PersonDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { ownAccountFields, readOwnAccount } from './own-account-form.ts';
import { ownAccountView, type OwnAccountInput, type OwnAccountView } from './own-account-view.ts';

const mostEvents = 30;
const done = {
  saved: 'programme.done.saved', password: 'account.done.password', ended: 'account.done.ended', factorOff: 'account.done.factorOff',
} as const;

export async function ownAccountPage(desk: PersonDesk): Promise<OwnAccountView> {
  const { user, language } = desk;
  const typed = { name: user.name, language: user.language ?? language };
  return pageOf(desk, { typed, faults: {}, notices: doneNotices(desk.url, done, language) });
}

/** Carries out one of the page's acts, and leads back to it; answers with the page where something has to be mended. */
export async function answerOwnAccount(desk: PersonDesk, form: FormFields): Promise<OwnAccountView> {
  switch (form.text('act')) {
    case 'end': return unreachable(await carryOutOwn(desk, form, (trx) => endSession(trx, desk, form.text('session'))));
    case 'endOthers': return unreachable(await carryOutOwn(desk, form, (trx) => endOthers(trx, desk)));
    default: return saveOwnFacts(desk, form);
  }
}

type Transaction = Parameters<Parameters<typeof carryOutOwn>[2]>[0];

async function saveOwnFacts(desk: PersonDesk, form: FormFields): Promise<OwnAccountView> {
  const typed = form.typed(ownAccountFields);
  const reading = readOwnAccount(typed, desk.today);
  if ('faults' in reading) return pageOf(desk, { typed, faults: reading.faults, notices: [] });
  return unreachable(await carryOutOwn(desk, form, async (trx) => {
    await updateOwnFacts(trx, desk.user.userId, reading);
    return { location: `${accountAddress()}?done=saved` };
  }));
}

/** One that has ended meanwhile is ended all the same. */
async function endSession(trx: Transaction, desk: PersonDesk, key: string): Promise<Outcome> {
  const sessions = await listSessions(trx, desk.user.userId, desk.now);
  const ended = sessions.find(({ sessionHash }) => keyOf(sessionHash) === key);
  if (ended !== undefined) {
    await deleteSession(trx, ended.sessionHash);
    await insertAccountEvent(trx, { userId: desk.user.userId, at: desk.now.toISOString(), event: 'sessions_ended' });
  }
  return { location: `${accountAddress()}?done=ended` };
}

async function endOthers(trx: Transaction, { user, now }: PersonDesk): Promise<Outcome> {
  await deleteOtherSessions(trx, user);
  await insertAccountEvent(trx, { userId: user.userId, at: now.toISOString(), event: 'sessions_ended' });
  return { location: `${accountAddress()}?done=ended` };
}

/** These acts refuse nothing: they lead on, or throw. */
function unreachable({ refused }: { readonly refused: never }): never {
  return refused;
}

async function pageOf(desk: PersonDesk, shown: Pick<OwnAccountInput, 'typed' | 'faults' | 'notices'>): Promise<OwnAccountView> {
  const { database, services, user: { userId, email, sessionHash }, now, language } = desk;
  const factor = await findSecondFactor(database, userId);
  const sessions = await listSessions(database, userId, now);
  const provider = services.identityProvider;
  return ownAccountView({
    ...shown, email, language, formKey: randomUUID(), hasPassword: await hasPassword(desk),
    secondFactor: factor?.confirmedAt === undefined
      ? undefined
      : { since: factor.confirmedAt, codesLeft: await countRecoveryCodes(database, userId) },
    sessions: sessions.map((session) => ({
      ...session, key: keyOf(session.sessionHash), isThis: session.sessionHash === sessionHash, formKey: randomUUID(),
    })),
    provider: provider === undefined ? undefined : { name: provider.name, linked: (await listIdentities(database, userId)).length },
    events: await listAccountEvents(database, userId, mostEvents),
  });
}

/** Enough to tell a person's sessions apart. */
function keyOf(sessionHash: string): string {
  return sessionHash.slice(0, 16);
}
