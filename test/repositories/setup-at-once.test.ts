import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { money } from '#app/domain/money.ts';
import { listActivities } from '#app/features/activities/activities.repository.server.ts';
import { activitySeal, addActivity, changeActivity, removeActivity } from '#app/features/activities/save-activity.server.ts';
import { verifyAudit } from '#app/features/audit/verify-audit.server.ts';
import { listProgrammeConsultants } from '#app/features/consultants/consultants.repository.server.ts';
import { addConsultant, removeConsultant } from '#app/features/consultants/save-consultant.server.ts';
import { listOrganisationConsultants } from '#app/features/consultants/write-consultants.repository.server.ts';
import { listExpenses } from '#app/features/expenses/expenses.repository.server.ts';
import { saveExpense } from '#app/features/expenses/save-expense.server.ts';
import { getOrganisation } from '#app/features/organisations/organisations.repository.server.ts';
import { organisationSeal, saveOrganisation } from '#app/features/organisations/save-organisation.server.ts';
import { importProgramme } from '#app/features/programme-file/import-programme.server.ts';
import { getProgrammeRow } from '#app/features/programmes/programmes.repository.server.ts';
import { grantSeal, saveGrant, storedGrant } from '#app/features/programmes/save-grant.server.ts';
import { changeProgramme, programmeSeal } from '#app/features/programmes/save-programme.server.ts';
import { aRichProgramme } from '#test/fixtures/assessments.ts';
import { aClaimGround, aMember, as, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { testDatabases } from '#test/fixtures/databases.ts';
import { aDay } from '#test/fixtures/factories.ts';

/** Two people, and more, at once: what the second is told, and that nothing is half done. */

interface Outcomes {
  readonly done: number;
  readonly refused: readonly unknown[];
}

async function outcomesOf(running: readonly Promise<{ location: string } | { refused: unknown }>[]): Promise<Outcomes> {
  const outcomes = await Promise.all(running);
  const refused = outcomes.flatMap((outcome) => ('refused' in outcome ? [outcome.refused] : []));
  return { done: outcomes.length - refused.length, refused };
}

const times = <Result>(count: number, run: (index: number) => Result): Result[] => Array.from({ length: count }, (_, index) => run(index));

async function activityIn({ db, worker, programmeId }: ClaimGround): Promise<string> {
  const activity = { kind: 'gathering' as const, title: 'Fagsamling', startsOn: calendarDate('2026-02-10'), endsOn: calendarDate('2026-02-11') };
  await as(db, worker, (change) => addActivity(change, { programmeId, activity }));
  const [stored] = await listActivities(db, worker, programmeId);
  return stored?.activity.id ?? '';
}

describe.each(testDatabases)('at once on $kind', ({ open }) => {
  test('twenty change the organisation: one wins, the others are shown what is stored', async () => {
    const ground = await aClaimGround(await open());
    const administrator = await aMember(ground.db, ground.worker.organisationId, 'administrator');
    const stored = await getOrganisation(ground.db, administrator);
    const { done, refused } = await outcomesOf(times(20, (index) => as(ground.db, administrator, (change) => saveOrganisation(change, {
      ...stored, organisation: { ...stored.organisation, name: `Kommune ${index}` }, seal: organisationSeal(stored),
    }))));
    const { organisation: { name }, version } = await getOrganisation(ground.db, administrator);
    expect([done, refused.length, version]).toEqual([1, 19, stored.version + 1]);
    expect(refused.every((one) => JSON.stringify(one).includes(name))).toBe(true);
  });

  test('one changes the facts and another the grant: both are there', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker, programmeId } = ground;
    const row = await getProgrammeRow(db, worker, programmeId);
    const { done } = await outcomesOf([
      as(db, worker, (change) => changeProgramme(change, { programmeId, seal: programmeSeal(row), facts: { ...row.facts, name: 'Nytt navn' }, contact: row.contact })),
      as(db, worker, (change) => saveGrant(change, {
        programmeId, seal: grantSeal(storedGrant(row)), ...storedGrant(row), grant: { ...row.grant, amount: money('1') },
      })),
    ]);
    const after = await getProgrammeRow(db, worker, programmeId);
    expect([done, after.facts.name, after.grant.amount?.toFixed(2), after.version]).toEqual([2, 'Nytt navn', '1.00', row.version + 2]);
  });

  test('ten take the same new consultant in: there is one, and nine are told', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker, programmeId } = ground;
    const consultant = { name: 'Turid Ås', company: 'Fjord AS', role: 'lecturer' as const };
    const { done, refused } = await outcomesOf(times(10, () => as(db, worker, (change) => addConsultant(change, { programmeId, consultant }))));
    expect([done, new Set(refused.map((one) => JSON.stringify(one)))]).toEqual([1, new Set(['{"code":"already_there"}'])]);
    expect((await listOrganisationConsultants(db, worker)).filter(({ name }) => name === 'Turid Ås')).toHaveLength(1);
    expect(await listProgrammeConsultants(db, worker, programmeId)).toHaveLength(2);
  });

  test('one takes an activity away while another logs a cost on it: either it is there with the cost, or gone and the cost refused', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker, programmeId } = ground;
    const [before] = await listExpenses(db, worker, programmeId);
    for (const isRemovedFirst of [true, false]) {
      const id = await activityIn(ground);
      const expense = { kind: 'fee' as const, consultant: before?.expense.consultant, activity: id, days: [aDay('2026-02-10', '1000')] };
      const remove = () => as(db, worker, (change) => removeActivity(change, { programmeId, id }));
      const log = () => as(db, worker, (change) => saveExpense(change, { programmeId, existing: undefined, expense, attachmentIds: [], isOneMore: false }));
      const { done, refused } = await outcomesOf((isRemovedFirst ? [remove, log] : [log, remove]).map((run) => run()));
      expect([done, refused.length]).toEqual([1, 1]);
      const isThere = (await listActivities(db, worker, programmeId)).some(({ activity }) => activity.id === id);
      const isUsed = (await listExpenses(db, worker, programmeId)).some((stored) => stored.expense.activity === id);
      expect(isThere).toBe(isUsed);
      if (isThere) await db.updateTable('expenses').set({ activity_id: null }).where('activity_id', '=', id).execute();
      await remove();
    }
  });

  test('one changes an activity another takes away: whoever comes last is told', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker, programmeId } = ground;
    const id = await activityIn(ground);
    const [stored] = await listActivities(db, worker, programmeId);
    if (stored === undefined) throw new Error('no activity');
    await as(db, worker, (change) => removeActivity(change, { programmeId, id }));
    const late = as(db, worker, (change) => changeActivity(change, { programmeId, id, seal: activitySeal(stored.activity), activity: stored.activity }));
    expect(await late).toEqual({ refused: { code: 'gone' } });
    expect(await as(db, worker, (change) => removeConsultant(change, { programmeId, id }))).toHaveProperty('location');
  });

  test('five import the same file: five whole programmes that share their consultants, and one trail without a gap', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker } = ground;
    const programme = aRichProgramme();
    const { done } = await outcomesOf(times(5, () => as(db, worker, (change) => importProgramme(change, { programme, uploads: new Map() }))));
    expect(done).toBe(5);
    const made = await db.selectFrom('programmes').select('id').where('name', '=', programme.facts.name).where('version', '=', 1).execute();
    const imported = made.map(({ id }) => id).filter((id) => id !== ground.programmeId && id !== ground.secondProgrammeId);
    expect(imported).toHaveLength(5);
    for (const id of imported) expect(await listExpenses(db, worker, id)).toHaveLength(programme.expenses.length);
    const shared = new Set((await Promise.all(imported.map((id) => listProgrammeConsultants(db, worker, id)))).flat().map(({ consultant }) => consultant.id));
    expect(shared.size).toBe(programme.consultants.length);
    expect(await verifyAudit(db, worker)).toMatchObject({ isWhole: true });
  });

  test('an import that fails half way leaves nothing at all', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker } = ground;
    const count = async () => Promise.all((['programmes', 'consultants', 'activities', 'expenses', 'attachments', 'audit_entries'] as const)
      .map(async (table) => (await db.selectFrom(table).select('organisation_id').execute()).length));
    const before = await count();
    const programme = aRichProgramme();
    const failing = as(db, worker, async (change) => {
      await importProgramme(change, { programme, uploads: new Map() });
      throw new Error('the power went');
    });
    await expect(failing).rejects.toThrow('the power went');
    expect(await count()).toEqual(before);
  });
});
