import { describe, expect, test } from 'vitest';
import { findAccountView } from '#app/features/shell/account.server.ts';
import { listMembers } from '#app/features/users/memberships.repository.server.ts';
import { findSession, insertSession } from '#app/features/users/sessions.repository.server.ts';
import * as frontRoute from '#app/routes/_index.tsx';
import * as organisationRoute from '#app/routes/organisations.$organisation._index.tsx';
import { openTestDatabase } from '#test/fixtures/databases.ts';
import { aFrontDoor, answerOf, started } from '#test/fixtures/front-door.ts';
import { aClaimGround, aMember, today } from '#test/fixtures/claim-ground.ts';
import { browserOf, thrownBy } from '#test/fixtures/route-ground.ts';
import { aTown } from '#test/fixtures/town.ts';

describe('a visitor', () => {
  test('is shown the first start where nobody has been, then the way in', async () => {
    const door = aFrontDoor(await openTestDatabase('sqlite'));
    const led = async () => (await answerOf(frontRoute.loader(door.visit('/')))).response?.headers.get('Location');
    expect(await led()).toBe('/first-start');
    await started(door);
    expect(await led()).toBe('/sign-in');
  });
});

describe('a new organisation', () => {
  test('tells its administrator what no claim can be without, and that there is no programme yet', async () => {
    const door = aFrontDoor(await openTestDatabase('sqlite'));
    const { organisationId, secret } = await started(door);
    const { page } = await frontRoute.loader(door.visit('/', { secret }));
    const [workplace] = page.workplaces;
    expect(page.title).toBe('Sørvik kommune');
    expect(workplace?.waiting?.list.items.map(({ link }) => link?.href)).toEqual([
      `/organisations/${organisationId}/settings#organisationNumber`, `/organisations/${organisationId}/settings#bankAccount`,
    ]);
    expect(workplace?.empty?.heading).toBe('Ingen programmer er opprettet ennå');
  });
});

describe('the access of one who reads figures on the front page', () => {
  async function aTownWithKim() {
    const town = await aTown();
    const { id: programmeId } = await town.programme('LED skole');
    const done = await town.accept(await town.invite({ email: 'kim@x.no', role: 'consultant', programmeId }));
    const userId = 'userId' in done ? done.userId : '';
    const usedBy = async (email: string) => (
      (await listMembers(town.database, town.administrator)).filter((member) => member.email === email)
        .map(({ lastUsedAt, programmes }) => [lastUsedAt, ...programmes.map((each) => each.lastUsedAt)]).at(0));
    const front = async (secret: string) => frontRoute.loader(town.door.visit('/', { secret }));
    return { ...town, usedBy, front, kim: await insertSession(town.database, userId, town.door.now()) };
  }

  test('is used by it, and a consultant’s programmes that are shown there; it is written once an hour at most', async () => {
    const { door, secret, kim, usedBy, front } = await aTownWithKim();
    expect([await usedBy('ada@sorvik.example'), await usedBy('kim@x.no')]).toEqual([[undefined], [undefined, undefined]]);
    const first = door.now().toISOString();
    await front(secret);
    await front(kim);
    await expect.poll(() => usedBy('ada@sorvik.example')).toEqual([first]);
    await expect.poll(() => usedBy('kim@x.no')).toEqual([first, first]);
    for (const minutes of [25, 25]) {
      door.advance(minutes);
      await front(kim);
    }
    expect(await usedBy('kim@x.no')).toEqual([first, first]);
    door.advance(11);
    await front(kim);
    await expect.poll(() => usedBy('kim@x.no')).toEqual([door.now().toISOString(), door.now().toISOString()]);
  });

  test('where nobody comes in without a second factor is not used by one who has shown none', async () => {
    const { database, secret, usedBy, front } = await aTownWithKim();
    await database.updateTable('organisations').set({ requires_second_factor: 1 }).execute();
    expect((await answerOf(front(secret))).response?.headers.get('Location')).toContain('/account/second-factor');
    expect(await usedBy('ada@sorvik.example')).toEqual([undefined]);
  });
});

describe('somebody with one organisation', () => {
  test('has its pages in the head of the front page, the programmes marked as where they are', async () => {
    const door = aFrontDoor(await openTestDatabase('sqlite'));
    const { organisationId, secret } = await started(door);
    const user = await findSession(door.database, secret, door.now());
    const headOf = (pathname: string) => findAccountView(door.database, { user, organisationId: undefined, pathname, language: 'nb', today });
    expect(await headOf('/')).toMatchObject({
      organisationName: 'Sørvik kommune', links: [{ text: 'Programmer', href: `/organisations/${organisationId}`, isCurrent: true }, {}, {}, {}, {}, {}, {}],
    });
    expect((await headOf('/calculator'))?.links).toEqual([]);
  });
});

describe('somebody with several organisations, or none', () => {
  test('has no organisation’s pages in the head', async () => {
    const ground = await aClaimGround(await openTestDatabase('sqlite'));
    const other = await aClaimGround(ground.db);
    const stranger = await aMember(ground.db, ground.worker.organisationId, 'reader');
    const membership = { organisation_id: other.worker.organisationId, user_id: stranger.userId, role: 'finance' as const, created_at: '2026-11-24T10:00:00.000Z', ended_at: null };
    await ground.db.insertInto('memberships').values(membership).execute();
    const { page } = await frontRoute.loader((await browserOf(ground, stranger)).get('/', {}));
    expect(page.workplaces.map(({ section }) => section.lead)).toEqual(['Innsyn', 'Økonomi']);
    const user = { userId: stranger.userId, email: '', name: 'Liv', language: undefined, sessionHash: '', secondFactorAt: undefined, standing: { idleEndsAt: '', endsAt: '' } };
    expect((await findAccountView(ground.db, { user, organisationId: undefined, pathname: '/', language: 'nb', today }))?.links).toEqual([]);
    await ground.db.updateTable('memberships').set({ ended_at: '2026-11-24T10:00:00.000Z' }).where('user_id', '=', stranger.userId).execute();
    const { page: alone } = await frontRoute.loader((await browserOf(ground, stranger)).get('/', {}));
    expect([alone.workplaces, alone.empty?.action?.href]).toEqual([[], '/calculator']);
  });

  test('does not find another organisation’s page', async () => {
    const ground = await aClaimGround(await openTestDatabase('sqlite'));
    const other = await aClaimGround(ground.db);
    const browser = await browserOf(ground, ground.worker);
    const params = { organisation: other.worker.organisationId };
    expect((await thrownBy(organisationRoute.loader(browser.get('/organisations/x', params)))).status).toBe(404);
  });
});
