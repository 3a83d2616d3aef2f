import { describe, expect, test } from 'vitest';
import type { Membership } from '#app/domain/membership.ts';
import type { Role } from '#app/domain/permissions.ts';
import { approveClaim } from '#app/features/claims/attest-claim.server.ts';
import { loader } from '#app/routes/organisations.$organisation.programmes.$programme._index.tsx';
import { aClaimGround, aClaimInReview, aMember, as, claimIdOf, frozenOf, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { openTestDatabase, testDatabases } from '#test/fixtures/databases.ts';
import { browserOf } from '#test/fixtures/route-ground.ts';

const shown = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');

interface Asked {
  readonly programmeId?: string;
  readonly query?: string;
}

/** What a route is called with when a member of the organisation opens one of its programmes. */
async function asking(ground: ClaimGround, member: Membership, { programmeId = ground.programmeId, query = '' }: Asked = {}) {
  const { organisationId } = ground.worker;
  const browser = await browserOf(ground, member);
  return browser.get(`/organisations/${organisationId}/programmes/${programmeId}${query}`, { organisation: organisationId, programme: programmeId });
}

/** The organisation's own page of it, which everybody but a consultant sees. */
async function overviewAt(args: Parameters<typeof loader>[0]) {
  return (await loader(args)).overview ?? expect.fail('It is a consultant’s page');
}

async function aConsultant({ db, worker }: ClaimGround, programmeId: string): Promise<Membership> {
  const consultant = await aMember(db, worker.organisationId, 'consultant');
  const member = { organisation_id: worker.organisationId, programme_id: programmeId, user_id: consultant.userId, created_at: '2026-11-24T10:00:00.000Z' };
  await db.insertInto('programme_members').values(member).execute();
  return consultant;
}

describe.each(testDatabases)('a programme’s page on $kind', ({ open }) => {
  test('shows what is entered and what comes back of it', async () => {
    const ground = await aClaimGround(await open());
    const page = await overviewAt(await asking(ground, ground.worker));
    expect(page.title).toBe('LED skole 2026');
    expect(page.figures.map(({ value }) => shown(value))).toEqual(['25 200,00 kr', '36 000,00 kr', '36 000,00 kr', '10 800,00 kr', '0,00 kr']);
    expect(page.expenses?.table.rows.map(({ key }) => key)).toEqual([...ground.expenseIds]);
    expect(page.checks?.list.items.map(({ tone }) => tone)).toEqual(['success', 'warning']);
  });

  test('parts what is claimed from what is not, and counts the consultant’s days of other programmes', async () => {
    const ground = await aClaimGround(await open());
    const { db, finance, expenseIds: [first = ''], programmeId, secondProgrammeId } = ground;
    const claim = await aClaimInReview(ground, { programmeId, expenseIds: [first] });
    const frozen = await frozenOf(ground, claim);
    claimIdOf(await as(db, finance, (change) => approveClaim(change, { ...claim, frozen, externalAttestation: undefined })));
    const page = await overviewAt(await asking(ground, finance));
    expect(page.expenses?.table.footer?.map(({ cells }) => cells.map((cell) => (typeof cell === 'string' ? shown(cell) : '')).slice(5, 8))).toEqual([
      ['12 000,00', '12 000,00', '8 400,00'], ['24 000,00', '24 000,00', '16 800,00'], ['36 000,00', '36 000,00', '25 200,00'],
    ]);
    const second = await overviewAt(await asking(ground, finance, { programmeId: secondProgrammeId }));
    // The same day: 12 000 of 18 000 is used, so 6 000 of 12 000 counts.
    expect(second.figures.map(({ value }) => shown(value)).slice(0, 3)).toEqual(['4 200,00 kr', '12 000,00 kr', '6 000,00 kr']);
  });

  test('is in the language asked for', async () => {
    const ground = await aClaimGround(await open());
    const page = await overviewAt(await asking(ground, ground.worker, { query: '?lang=nn' }));
    expect(page.figures.map(({ label }) => label)).toContain('Eigendel');
  });
});

describe('who may see it', () => {
  const open = () => openTestDatabase('sqlite');

  test.each<Role>(['administrator', 'case_worker', 'finance', 'reader'])('a %s of the organisation', async (role) => {
    const ground = await aClaimGround(await open());
    const member = await aMember(ground.db, ground.worker.organisationId, role);
    expect((await overviewAt(await asking(ground, member))).title).toBe('LED skole 2026');
  });

  test('a consultant, of the programme they were invited to, and nothing of the bank account', async () => {
    const ground = await aClaimGround(await open());
    await ground.db.updateTable('organisations').set({ bank_account: null }).where('id', '=', ground.worker.organisationId).execute();
    const consultant = await aConsultant(ground, ground.programmeId);
    const { own } = await loader(await asking(ground, consultant));
    expect(own?.title).toBe('LED skole 2026');
    expect(JSON.stringify(own)).not.toMatch(/konto/i);
    expect(JSON.stringify(await overviewAt(await asking(ground, ground.worker)))).toMatch(/Kontonummeret mangler/);
    await expect(asking(ground, consultant, { programmeId: ground.secondProgrammeId }).then(loader)).rejects.toMatchObject({ status: 404 });
  });

  test('nobody of another organisation', async () => {
    const ground = await aClaimGround(await open());
    const stranger = (await aClaimGround(ground.db)).worker;
    await expect(asking(ground, stranger).then(loader)).rejects.toMatchObject({ status: 404 });
  });

  test('another organisation’s programme is not there under one’s own organisation either', async () => {
    const ground = await aClaimGround(await open());
    const other = await aClaimGround(ground.db);
    await expect(asking(ground, ground.worker, { programmeId: other.programmeId }).then(loader)).rejects.toMatchObject({ status: 404 });
  });
});
