import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as acceptRoute from '#app/routes/invitation.$token.tsx';
import * as organisationRoute from '#app/routes/organisations.$organisation._index.tsx';
import * as programmeRoute from '#app/routes/organisations.$organisation.programmes.$programme._index.tsx';
import * as mailRoute from '#app/routes/organisations.$organisation.mail.tsx';
import * as peopleRoute from '#app/routes/organisations.$organisation.people._index.tsx';
import * as endRoute from '#app/routes/organisations.$organisation.people.$person.end.tsx';
import * as personRoute from '#app/routes/organisations.$organisation.people.$person._index.tsx';
import * as invitationRoute from '#app/routes/organisations.$organisation.people.invitations.$invitation.tsx';
import * as inviteRoute from '#app/routes/organisations.$organisation.people.invite.tsx';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { listInvitations } from '#app/features/invitations/invitations.repository.server.ts';
import { insertMessage } from '#app/features/outbox/outbox.repository.server.ts';
import { endAccess } from '#app/features/users/end-access.server.ts';
import { findSession, insertSession } from '#app/features/users/sessions.repository.server.ts';
import { dayInNorway } from '#app/i18n/format.ts';
import { databaseState } from '#test/fixtures/database-state.ts';
import { answerOf, goodPassword, secretIn } from '#test/fixtures/front-door.ts';
import { aTown, tokenIn } from '#test/fixtures/town.ts';

type Town = Awaited<ReturnType<typeof aTown>>;
type Form = Readonly<Record<string, string>>;

const blank = { name: '', email: '', role: '', language: 'nb', programme: '', consultant: '', endsOn: '' };
const keyed = (form: Form) => ({ form_key: randomUUID(), ...form });

function atTown({ door, organisationId, secret }: Town) {
  const at = (path: string, params: Form = {}, form?: Form) => (
    door.visit(`/organisations/${organisationId}/${path}`, { secret, params: { organisation: organisationId, ...params }, ...(form === undefined ? {} : { form }) }));
  const accept = (token: string, visit: { secret?: string; form?: Form } = {}) => door.visit(`/invitation/${token}`, { params: { token }, ...visit });
  return { at, accept };
}

/** The same on another day: the administrator's session of the day before has ended. */
async function dayAfter(town: Town) {
  town.door.advance(24 * 60);
  return atTown({ ...town, secret: await insertSession(town.database, town.administrator.userId, town.door.now()) });
}

/** What the data() of a page says, and its status. */
function said(given: unknown): { text: string; status: number } {
  const isAnswer = typeof given === 'object' && given !== null && 'data' in given && 'init' in given;
  const init: unknown = isAnswer ? given.init : undefined;
  const status = typeof init === 'object' && init !== null && 'status' in init ? init.status : 200;
  return { text: JSON.stringify(isAnswer ? given.data : given), status: Number(status) };
}

function expectSaid({ status, text }: ReturnType<typeof said>, wanted: number, words: string): void {
  expect(status).toBe(wanted);
  expect(text).toContain(words);
}

describe('an invitation where no e-mail is sent', () => {
  test('shows its link once; the same form sent again leads to the list', async () => {
    const town = await aTown();
    const { at } = atTown(town);
    const form = keyed({ ...blank, name: 'Kari', email: 'kari@sorvik.example', role: 'reader' });
    const first = said((await answerOf(inviteRoute.action(at('people/invite', {}, form)))).given);
    const token = tokenIn(first.text);
    expect(token).toHaveLength(43);
    expect(first.text).toContain('Lenken vises bare nå');
    const again = await answerOf(inviteRoute.action(at('people/invite', {}, form)));
    expect(again.response?.headers.get('Location')).toBe(`/organisations/${town.organisationId}/people?done=invited`);
    const list = JSON.stringify(await peopleRoute.loader(at('people')));
    expect(list).toContain('kari@sorvik.example');
    expect(list).not.toContain(token);
  });

  test('is made anew, and the old link is dead; withdrawn, the new one is too', async () => {
    const town = await aTown();
    const { at, accept } = atTown(town);
    const old = await town.invite();
    const [{ id } = expect.fail()] = await listInvitations(town.database, town.administrator);
    expect(said(await invitationRoute.loader(at('', { invitation: id }))).text).toContain('Lag ny lenke');
    const renewed = said((await answerOf(invitationRoute.action(at('', { invitation: id }, keyed({}))))).given);
    const dead = said((await answerOf(acceptRoute.loader(accept(old)))).given);
    expect(dead.status).toBe(404);
    expect(said(await acceptRoute.loader(accept(tokenIn(renewed.text)))).status).toBe(200);
    const withdrawn = await answerOf(invitationRoute.action(at('', { invitation: id }, keyed({ act: 'withdraw' }))));
    expect(withdrawn.response?.headers.get('Location')).toContain('done=withdrawn');
    expect(said(await acceptRoute.loader(accept(tokenIn(renewed.text))))).toEqual(dead);
  });
});

describe('the form that asks somebody in', () => {
  test.each<[string, Form, string]>([
    ['nothing', {}, 'Velg en rolle.'],
    ['letters that stand for others', { name: 'Kim', email: 'ｋim@konsulent.example', role: 'reader' }, 'må være en e-postadresse'],
    ['two addresses', { name: 'Kari', email: 'a@b.no,c@d.no', role: 'reader' }, 'må være en e-postadresse'],
    ['a line of its own', { name: 'Kari', email: 'a@b.no\nBcc: c@d.no', role: 'reader' }, 'må være en e-postadresse'],
    ['a consultant of no programme', { name: 'Kari', email: 'a@b.no', role: 'consultant' }, 'Velg programmet konsulenten skal slippe inn i.'],
    ['a consultant of a programme that is nobody’s', { name: 'Kari', email: 'a@b.no', role: 'consultant', programme: randomUUID() }, 'finnes ikke lenger'],
    ['a reader of one programme', { name: 'Kari', email: 'a@b.no', role: 'reader', programme: randomUUID() }, 'Bare konsulenter slippes inn i ett program.'],
    ['a day that has passed', { name: 'Kari', email: 'a@b.no', role: 'consultant', endsOn: '01.01.2026' }, 'en dag som har vært'],
  ])('with %s is not sent, says why, and keeps what was typed', async (_, form, why) => {
    const town = await aTown();
    await town.programme('LED skole');
    const answer = said((await answerOf(inviteRoute.action(atTown(town).at('people/invite', {}, keyed({ ...blank, ...form }))))).given);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(why);
    expect(answer.text).toContain(JSON.stringify(form['name'] ?? ''));
    expect(await listInvitations(town.database, town.administrator)).toEqual([]);
  });

  test('says what comes first while there is no programme', async () => {
    const town = await aTown();
    const { at } = atTown(town);
    expect(said(await inviteRoute.loader(at('people/invite'))).text).toContain('Inviter en saksbehandler først');
    await town.programme('LED skole');
    expect(said(await inviteRoute.loader(at('people/invite'))).text).not.toContain('Inviter en saksbehandler først');
  });

  test('to one who is there leads to them, to one asked in already to the invitation', async () => {
    const town = await aTown();
    const { at } = atTown(town);
    await town.invite();
    const [{ id } = expect.fail()] = await listInvitations(town.database, town.administrator);
    const sent = async (email: string) => said((await answerOf(inviteRoute.action(at('', {}, keyed({ ...blank, name: 'X', email, role: 'administrator' }))))).given);
    expectSaid(await sent('kari@sorvik.example'), 409, `/people/invitations/${id}`);
    expectSaid(await sent('ada@sorvik.example'), 409, `/people/${town.administrator.userId}`);
  });

  test('gives a consultant a month after the programme when no last day is said', async () => {
    const town = await aTown();
    const programme = await town.programme('LED skole');
    await answerOf(inviteRoute.action(atTown(town).at('', {}, keyed({ ...blank, name: 'Kim', email: 'kim@x.no', role: 'consultant', programme: programme.id }))));
    expect((await listInvitations(town.database, town.administrator)).map(({ accessEndsOn }) => accessEndsOn)).toEqual(['2027-07-31']);
  });
});

describe('the page a link leads to', () => {
  test('changes nothing by being looked at, by a hundred scanners', async () => {
    const town = await aTown();
    const token = await town.invite();
    const before = await databaseState(town.database);
    const pages = await Promise.all(Array.from({ length: 100 }, () => acceptRoute.loader(atTown(town).accept(token))));
    expect(said(pages[0]).text).toContain('Ada Administrator inviterer deg til Sørvik kommune som saksbehandler.');
    expect(await databaseState(town.database)).toBe(before);
  });

  test('takes a name and a good password, and signs the person in', async () => {
    const town = await aTown();
    const { accept } = atTown(town);
    const token = await town.invite();
    const send = (form: Form) => answerOf(acceptRoute.action(accept(token, { form })));
    expectSaid(said((await send({ name: '', password: 'kort', passwordAgain: '' })).given), 422, 'Passordet er for kort.');
    expect(said((await send({ name: 'Kari', password: goodPassword, passwordAgain: 'x' })).given).text).toContain('ikke like');
    const { response } = await send({ name: 'Kari Nordmann', password: goodPassword, passwordAgain: goodPassword });
    expect(response?.headers.get('Location')).toBe(`/organisations/${town.organisationId}?done=accepted`);
    const user = await findSession(town.database, secretIn(response?.headers.get('Set-Cookie')) ?? '', town.door.now());
    expect(user).toMatchObject({ name: 'Kari Nordmann', email: 'kari@sorvik.example', language: 'nb' });
    expect((await town.memberOf('kari@sorvik.example'))?.role).toBe('case_worker');
  });

  test('leads to where one begins, whose page says what one is let in to now', async () => {
    const town = await aTown();
    const programme = await town.programme('LED skole');
    const begin = async (token: string) => {
      const form = { name: 'Kari Nordmann', password: goodPassword, passwordAgain: goodPassword };
      const { response } = await answerOf(acceptRoute.action(atTown(town).accept(token, { form })));
      return { place: response?.headers.get('Location') ?? '', secret: secretIn(response?.headers.get('Set-Cookie')) };
    };
    const worker = await begin(await town.invite());
    const home = await organisationRoute.loader(town.door.visit(worker.place, { secret: worker.secret, params: { organisation: town.organisationId } }));
    expect(home.page.notices[0]).toEqual({ tone: 'success', isDone: true, text: 'Du har nå tilgang til Sørvik kommune som saksbehandler.' });
    const consultant = await begin(await town.invite({ email: 'kim@konsulent.example', role: 'consultant', programmeId: programme.id }));
    const params = { organisation: town.organisationId, programme: programme.id };
    const { own } = await programmeRoute.loader(town.door.visit(consultant.place, { secret: consultant.secret, params }));
    expect(own?.notices[0]).toEqual({ tone: 'success', isDone: true, text: 'Du har nå tilgang til Sørvik kommune som konsulent.' });
  });

  test('asks one who has an account to sign in, and one signed in as another to leave or stay', async () => {
    const town = await aTown();
    const { accept } = atTown(town);
    const first = await town.accept(await town.invite({ role: 'finance' }));
    const userId = 'userId' in first ? first.userId : '';
    await town.database.updateTable('memberships').set({ ended_at: town.door.now().toISOString() }).where('user_id', '=', userId).execute();
    const token = await town.invite();
    const before = await databaseState(town.database);
    expect(said(await acceptRoute.loader(accept(token))).text).toContain(`/sign-in?to=${encodeURIComponent(`/invitation/${token}`)}`);
    const form = { name: 'Tyv', password: goodPassword, passwordAgain: goodPassword };
    expect(said((await answerOf(acceptRoute.action(accept(token, { form })))).given).status).toBe(409);
    const other = { secret: town.secret };
    expect(said(await acceptRoute.loader(accept(token, other))).text).toContain('Du er logget inn som ada@sorvik.example');
    expect(said((await answerOf(acceptRoute.action(accept(token, { ...other, form })))).given).status).toBe(409);
    expect(await databaseState(town.database)).toBe(before);
    const left = await answerOf(acceptRoute.action(accept(token, { ...other, form: { act: 'leave' } })));
    expect(left.response?.headers.get('Location'), 'in the language of the invitation').toBe(`/invitation/${token}?lang=nb`);
    expect(secretIn(left.response?.headers.get('Set-Cookie'))).toBe('');
    const theirs = { secret: await insertSession(town.database, userId, town.door.now()) };
    expect(said(await acceptRoute.loader(accept(token, theirs))).text).toContain('Godta invitasjonen');
    const { response } = await answerOf(acceptRoute.action(accept(token, { ...theirs, form: { x: '' } })));
    expect(response?.status).toBe(303);
    expect((await town.memberOf('kari@sorvik.example'))?.role).toBe('case_worker');
  });

  test('accepted as another than one was before goes on in this browser, under another id; elsewhere one has to sign in again', async () => {
    const town = await aTown();
    const { accept } = atTown(town);
    const done = await town.accept(await town.invite({ role: 'finance' }));
    const userId = 'userId' in done ? done.userId : '';
    await town.asAda((change) => endAccess(change, { userId }));
    const [here, elsewhere] = [await insertSession(town.database, userId, town.door.now()), await insertSession(town.database, userId, town.door.now())];
    const at = town.door.now().toISOString();
    await town.database.updateTable('sessions').set({ second_factor_at: at }).where('user_id', '=', userId).execute();
    town.door.advance(20);
    const { response } = await answerOf(acceptRoute.action(accept(await town.invite({ role: 'reader' }), { secret: here, form: { x: '' } })));
    expect(response?.headers.get('Location')).toBe(`/organisations/${town.organisationId}?done=accepted`);
    const renewed = secretIn(response?.headers.get('Set-Cookie')) ?? '';
    const open = await Promise.all([here, elsewhere, renewed].map((secret) => findSession(town.database, secret, town.door.now())));
    expect(open.map((session) => session?.userId)).toEqual([undefined, undefined, userId]);
    expect(open[2]?.secondFactorAt, 'what was shown is not asked for again').toBe(at);
    expect(Date.parse(open[2]?.standing.endsAt ?? ''), 'and it lasts no longer for it').toBe(Date.parse(at) + 10 * 60 * 60_000);
  });

  test('accepted in the role one has had keeps the session as it is', async () => {
    const town = await aTown();
    const { accept } = atTown(town);
    const done = await town.accept(await town.invite());
    const userId = 'userId' in done ? done.userId : '';
    await town.asAda((change) => endAccess(change, { userId }));
    const secret = await insertSession(town.database, userId, town.door.now());
    const { response } = await answerOf(acceptRoute.action(accept(await town.invite(), { secret, form: { x: '' } })));
    expect([response?.status, response?.headers.get('Set-Cookie')]).toEqual([303, null]);
    expect(await findSession(town.database, secret, town.door.now())).toBeDefined();
  });

  test('says the same of every link that is not good', async () => {
    const town = await aTown();
    const { accept } = atTown(town);
    const used = await town.invite();
    await town.accept(used);
    const old = await town.invite({ email: 'ola@sorvik.example' });
    town.door.advance(72 * 60);
    const tokens = [used, old, randomUUID(), 'æøå', 'x'.repeat(5_000)];
    const answers = await Promise.all(tokens.map(async (token) => said(await acceptRoute.loader(accept(token)))));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expectSaid(answers[0] ?? expect.fail(), 404, 'Lenken virker ikke');
  });
});

describe('an invitation whose last day of access is over', () => {
  test('lets nobody in, is not sent again, and can be withdrawn, so that another may be sent', async () => {
    const town = await aTown();
    const { accept } = atTown(town);
    const { id: programmeId } = await town.programme('LED skole');
    const token = await town.invite({ role: 'consultant', programmeId, accessEndsOn: dayInNorway(town.door.now()) });
    const [{ id = '' } = {}] = await listInvitations(town.database, town.administrator);
    expect(said(await acceptRoute.loader(accept(token))).status).toBe(200);
    const { at } = await dayAfter(town);
    expectSaid(said(await acceptRoute.loader(accept(token))), 404, 'Lenken virker ikke');
    expect(await town.accept(token)).toEqual({ refused: 'dead' });
    const words = 'Trekk den, og inviter på nytt med en ny siste dag.';
    const page = said(await invitationRoute.loader(at('', { invitation: id })));
    expectSaid(page, 200, words);
    expect(page.text).not.toContain('Lag ny lenke');
    expectSaid(said((await answerOf(invitationRoute.action(at('', { invitation: id }, keyed({}))))).given), 409, words);
    const { response } = await answerOf(invitationRoute.action(at('', { invitation: id }, keyed({ act: 'withdraw' }))));
    expect(response?.status).toBe(303);
    expect(await listInvitations(town.database, town.administrator)).toEqual([]);
  });
});

describe('the pages of access', () => {
  test('tell what ends with a consultant’s programme: nothing else while another is open, all of it with the last that is', async () => {
    const town = await aTown();
    const [first, second] = [await town.programme('LED skole'), await town.programme('Rektor')];
    const done = await town.accept(await town.invite({ role: 'consultant', programmeId: first.id, accessEndsOn: dayInNorway(town.door.now()) }));
    const userId = 'userId' in done ? done.userId : '';
    await town.accept(await town.invite({ role: 'consultant', programmeId: second.id, accessEndsOn: calendarDate('2027-06-30') }), { userId });
    const asked = async ({ at }: ReturnType<typeof atTown>) => (
      said(await endRoute.loader(at(`people/${userId}/end?programme=${second.id}`, { person: userId }))).text);
    expect(await asked(atTown(town))).toContain('er fortsatt åpne');
    expect(await asked(await dayAfter(town))).toContain('så hele tilgangen til');
    await town.asAda((change) => endAccess(change, { userId, programmeId: second.id }));
    expect((await town.database.selectFrom('memberships').select('ended_at').where('user_id', '=', userId).executeTakeFirst())?.ended_at).not.toBeNull();
  });

  test('end it: the person finds nothing at their next request, though they are signed in', async () => {
    const town = await aTown();
    const { at } = atTown(town);
    const done = await town.accept(await town.invite({ role: 'administrator' }));
    const userId = 'userId' in done ? done.userId : '';
    const secret = await insertSession(town.database, userId, town.door.now());
    const theirs = () => answerOf(peopleRoute.loader(town.door.visit('/', { secret, params: { organisation: town.organisationId } })));
    expect((await theirs()).response).toBeUndefined();
    expect(said(await endRoute.loader(at('', { person: userId }))).text).toContain('Avslutt tilgangen til Kari Nordmann?');
    const { response } = await answerOf(endRoute.action(at('', { person: userId }, keyed({ programme: '' }))));
    expect(response?.status).toBe(303);
    expect((await theirs()).response?.status).toBe(404);
  });

  test('warn before one’s own access ends, and refuse the last administrator’s', async () => {
    const town = await aTown();
    const { at } = atTown(town);
    const own = { person: town.administrator.userId };
    expect(said(await endRoute.loader(at('', own))).text).toContain('Den eneste administratoren kan ikke avsluttes');
    expect(said((await answerOf(endRoute.action(at('', own, keyed({ programme: '' }))))).given).status).toBe(409);
    expect(said((await answerOf(personRoute.action(at('', own, keyed({ role: 'reader', programme: '', endsOn: '' }))))).given).status).toBe(409);
    expect((await town.memberOf('ada@sorvik.example'))?.role).toBe('administrator');
    await town.accept(await town.invite({ role: 'administrator' }));
    expect(said(await endRoute.loader(at('', own))).text).toContain('Dette er din egen tilgang');
    const { response } = await answerOf(endRoute.action(at('', own, keyed({ programme: '' }))));
    expect(response?.headers.get('Location')).toBe('/');
  });

  test('tell when each was last used, noted once an hour at most, without anybody waiting for it', async () => {
    const town = await aTown();
    const { at } = atTown(town);
    const used = async () => (await town.database.selectFrom('memberships').select('last_used_at').executeTakeFirstOrThrow()).last_used_at;
    await peopleRoute.loader(at('people'));
    const first = town.door.now().toISOString();
    await expect.poll(used).toBe(first);
    town.door.advance(25);
    await peopleRoute.loader(at('people'));
    town.door.advance(25);
    expect(JSON.stringify(await peopleRoute.loader(at('people')))).toContain('24.11.2026');
    expect(await used()).toBe(first);
    town.door.advance(11);
    await peopleRoute.loader(at('people'));
    await expect.poll(used).toBe(town.door.now().toISOString());
  });

  test('change a role, and a consultant’s last day', async () => {
    const town = await aTown();
    const { at } = atTown(town);
    const done = await town.accept(await town.invite());
    const person = 'userId' in done ? done.userId : '';
    const empty = { role: '', programme: '', endsOn: '' };
    expectSaid(said((await answerOf(personRoute.action(at('', { person }, keyed(empty))))).given), 422, 'Velg en rolle.');
    expect((await answerOf(personRoute.action(at('', { person }, keyed({ ...empty, role: 'reader' }))))).response?.headers.get('Location')).toContain('done=role');
    const programme = await town.programme('LED skole');
    const kim = await town.accept(await town.invite({ email: 'kim@x.no', role: 'consultant', programmeId: programme.id }));
    const consultant = { person: 'userId' in kim ? kim.userId : '' };
    expect(JSON.stringify(await personRoute.loader(at('', consultant)))).toContain('Ingen siste dag');
    const changed = await answerOf(personRoute.action(at('', consultant, keyed({ ...empty, programme: programme.id, endsOn: '31.1.2027' }))));
    expect(changed.response?.headers.get('Location')).toContain('done=extended');
    expect(JSON.stringify(await personRoute.loader(at('', consultant)))).toContain('31.01.2027');
  });
});

describe('the page of e-mails', () => {
  test('says what failed and why, and sends again what was given up; another organisation’s is not found', async () => {
    const town = await aTown();
    const { at } = atTown(town);
    const now = town.door.now().toISOString();
    const message = { kind: 'invitation' as const, aboutId: undefined, recipient: 'kari@sorvik.example', language: 'nb' as const, subject: 'Hei', bodySealed: 'x', now, expiresAt: undefined };
    await insertMessage(town.database, { ...message, id: 'own', organisationId: town.organisationId });
    await insertMessage(town.database, { ...message, id: 'none', organisationId: undefined });
    await town.database.updateTable('outbox_messages').set({ dead_at: now, tries: 10, last_fault: 'recipient 550' }).execute();
    const page = JSON.stringify(await mailRoute.loader(at('mail')));
    expect(page).toContain('E-posttjeneren tok ikke imot for denne mottakeren.');
    expect(page).toContain('(Svar 550 fra e-posttjeneren.)');
    expect(page).toContain('Det sendes ingen e-post herfra');
    expect(said((await answerOf(mailRoute.action(at('mail', {}, keyed({ message: 'none' }))))).given).status).toBe(409);
    expect((await answerOf(mailRoute.action(at('mail', {}, keyed({ message: 'own' }))))).response?.headers.get('Location')).toContain('done=again');
    expect(await town.database.selectFrom('outbox_messages').select(['id', 'tries']).orderBy('id').execute()).toEqual([{ id: 'none', tries: 10 }, { id: 'own', tries: 0 }]);
    expect((await town.trail()).at(-1), 'the trail is for good, and does not say to whom').toMatchObject({ action: 'mail.sent_again', subject_id: 'own', facts_json: '{}' });
  });

  test('is empty with what to do', async () => {
    const town = await aTown();
    expect(JSON.stringify(await mailRoute.loader(atTown(town).at('mail')))).toContain('Ingen e-post er sendt ennå');
  });
});
