import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { money } from '#app/domain/money.ts';
import { listFreeConsultants, tieConsultant } from '#app/features/consultants/consultant-people.repository.server.ts';
import { addConsultant, changeConsultant, consultantSeal, removeConsultant } from '#app/features/consultants/save-consultant.server.ts';
import { insertConsultants, linkConsultants, listOrganisationConsultants } from '#app/features/consultants/write-consultants.repository.server.ts';
import { insertExpenses } from '#app/features/expenses/write-expenses.repository.server.ts';
import { saveExpense } from '#app/features/expenses/save-expense.server.ts';
import { erasePerson } from '#app/features/personal-data/erase-person.server.ts';
import { loadPersonalData } from '#app/features/personal-data/personal-data.server.ts';
import { programmeFileOf } from '#app/features/programme-file/from-programme.ts';
import { importProgramme } from '#app/features/programme-file/import-programme.server.ts';
import { programmeSchema } from '#app/features/programme-file/programme-schema.ts';
import { toProgramme } from '#app/features/programme-file/to-programme.ts';
import { loadProgramme } from '#app/features/programmes/load-programme.server.ts';
import { testDatabases, type TestDatabase } from '#test/fixtures/databases.ts';
import { anActual } from '#test/fixtures/factories.ts';
import { aTown } from '#test/fixtures/town.ts';

/** A consultant whose name was taken away stands on old costs, and nobody becomes them. */

const [ola, eva] = ['consultant-ola', 'consultant-eva'];

/** Two who were erased long after a programme in which each has a cost. */
async function aStage(open: TestDatabase['open']) {
  const town = await aTown(open);
  const { database, administrator, asAda } = town;
  const { id: programmeId } = await town.programme('LED skole');
  const costs = [ola, eva].map((consultant) => (
    { expense: anActual('travel', '100.00', { id: randomUUID(), consultant, activity: undefined, creditOf: undefined, attachments: [] }), attachmentIds: [] }));
  await asAda(async ({ trx, membership, now }) => {
    await insertConsultants(trx, membership, [{ id: ola, name: 'Ola Veileder', company: 'IMTEC AS' }, { id: eva, name: 'Eva Leder', company: undefined }]);
    await linkConsultants(trx, membership, { programmeId, roles: [{ consultantId: ola, role: 'lecturer' }, { consultantId: eva, role: 'lecturer' }] });
    await insertExpenses(trx, membership, { programmeId, createdAt: now, expenses: costs });
  });
  const today = calendarDate('2060-01-01');
  for (const id of [ola, eva]) {
    expect(await asAda((change) => erasePerson(change, { id, erasedName: 'Slettet person', today }))).toBeUndefined();
  }
  const load = (id = programmeId) => loadProgramme(database, administrator, id);
  const storedOla = async () => (await load()).consultants.find(({ consultant }) => consultant.id === ola) ?? expect.fail();
  const change = async (name: string) => {
    const { consultant, userId } = await storedOla();
    return asAda((made) => changeConsultant(made, {
      programmeId, id: ola, seal: consultantSeal(consultant, userId), consultant: { name, company: undefined, role: 'course_leader', person: userId },
    }));
  };
  return { ...town, programmeId, costs, load, storedOla, change };
}

describe.each(testDatabases)('a consultant who was erased on $kind', ({ open }) => {
  test('is offered to nobody, neither in an invitation nor in another programme', async () => {
    const { database, administrator, asAda, programme } = await aStage(open);
    expect(await listFreeConsultants(database, administrator)).toEqual([]);
    expect(await listOrganisationConsultants(database, administrator)).toEqual([]);
    const { id: programmeId } = await programme('Rektor');
    expect(await asAda((change) => addConsultant(change, { programmeId, consultant: { consultantId: ola, role: 'lecturer' } }))).toEqual({ refused: { code: 'gone' } });
  });

  test('is not the person who comes by an invitation that names them: that is somebody new, who is on record and can be erased', async () => {
    const { database, administrator, programmeId, invite, accept, storedOla, load, door } = await aStage(open);
    const token = await invite({ role: 'consultant', programmeId, consultantId: ola, accessEndsOn: calendarDate('2027-01-01') });
    const done = await accept(token);
    expect(done).toMatchObject({ programmeId });
    expect(await storedOla()).toMatchObject({ consultant: { name: 'Slettet person' }, userId: undefined });
    const [, , kari] = (await load()).consultants;
    expect(kari).toMatchObject({ consultant: { name: 'Kari Nordmann' }, userId: 'userId' in done ? done.userId : '', isErased: false });
    const { people } = await loadPersonalData(database, administrator, door.now().toISOString());
    expect(people.find(({ name }) => name === 'Kari Nordmann')?.consultantId).toBe(kari?.consultant.id);
    expect(await tieConsultant(database, administrator, ola)).toBe(false);
  });

  test('is not changed: no new name comes where one was taken away', async () => {
    const { change, storedOla } = await aStage(open);
    expect(await change('Kari Nordmann')).toEqual({ refused: { code: 'gone' } });
    expect((await storedOla()).consultant).toMatchObject({ name: 'Slettet person', role: 'lecturer' });
  });

  test('is not taken for somebody who is called the same, and can be taken out where no cost stands on them', async () => {
    const { asAda, programme, load, database, administrator } = await aStage(open);
    const { id: programmeId } = await programme('Rektor');
    await linkConsultants(database, administrator, { programmeId, roles: [{ consultantId: eva, role: 'lecturer' }] });
    const consultant = { name: 'Slettet person', company: undefined, role: 'lecturer' as const };
    expect(await asAda((change) => addConsultant(change, { programmeId, consultant }))).toHaveProperty('location');
    const added = (await load(programmeId)).consultants.map(({ consultant: { id } }) => id);
    expect([added.length, added.includes(ola)]).toEqual([2, false]);
    await asAda((change) => removeConsultant(change, { programmeId, id: eva }));
    expect((await load(programmeId)).consultants).toHaveLength(1);
  });

  test('keeps the costs they stand on, which can be put right; no other is put on them', async () => {
    const { asAda, programmeId, costs, load } = await aStage(open);
    const [olas, evas] = costs.map(({ expense }) => expense);
    if (olas?.kind !== 'travel' || evas?.kind !== 'travel') throw new Error('no costs');
    const save = (id: string | undefined, expense: typeof olas) => asAda((change) => saveExpense(change, {
      programmeId, existing: id === undefined ? undefined : { id, version: 1 }, expense, attachmentIds: [], isOneMore: false,
    }));
    const refused = { refused: { code: 'choices', faults: { consultant: 'choiceGone' } } };
    expect(await save(undefined, olas)).toEqual(refused);
    expect(await save(evas.id, { ...evas, consultant: ola })).toEqual(refused);
    expect(await save(olas.id, { ...olas, amount: money('120.00') })).toHaveProperty('location');
    expect((await load()).programme.expenses.map(({ consultant }) => consultant)).toEqual([ola, eva]);
  });

  test('goes out in the programme file and comes in again as one who was erased, each by themselves', async () => {
    const { asAda, load, database, administrator, organisationId } = await aStage(open);
    const file: unknown = JSON.parse(JSON.stringify(programmeFileOf((await load()).programme)));
    const programme = toProgramme(programmeSchema.parse(file));
    const outcome = await asAda((change) => importProgramme(change, { programme, uploads: new Map() }));
    if (!('programmeId' in outcome)) throw new Error(JSON.stringify(outcome));
    const { consultants, programme: { expenses } } = await load(outcome.programmeId);
    expect(consultants.map(({ consultant: { name }, isErased }) => [name, isErased])).toEqual([['Slettet person', true], ['Slettet person', true]]);
    expect(expenses.map(({ consultant }) => consultant)).toEqual(consultants.map(({ consultant: { id } }) => id));
    expect(await listFreeConsultants(database, administrator)).toEqual([]);
    expect(await database.selectFrom('consultants').select('id').where('organisation_id', '=', organisationId).execute()).toHaveLength(4);
  });
});
