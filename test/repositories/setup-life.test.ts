import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { money, percent } from '#app/domain/money.ts';
import { listActivities } from '#app/features/activities/activities.repository.server.ts';
import { activitySeal, addActivity, changeActivity, removeActivity } from '#app/features/activities/save-activity.server.ts';
import { listAttachments } from '#app/features/attachments/attachments.repository.server.ts';
import { listProgrammeConsultants } from '#app/features/consultants/consultants.repository.server.ts';
import { addConsultant, changeConsultant, consultantSeal, removeConsultant } from '#app/features/consultants/save-consultant.server.ts';
import { listExpenses } from '#app/features/expenses/expenses.repository.server.ts';
import { removeExpense } from '#app/features/expenses/remove-expense.server.ts';
import { getOrganisation } from '#app/features/organisations/organisations.repository.server.ts';
import { ledgerSeal, saveOrganisationLedger } from '#app/features/organisations/save-ledger.server.ts';
import { organisationSeal, saveOrganisation } from '#app/features/organisations/save-organisation.server.ts';
import { getProgrammeRow } from '#app/features/programmes/programmes.repository.server.ts';
import { grantSeal, saveGrant, storedGrant } from '#app/features/programmes/save-grant.server.ts';
import { saveProgrammeLedger } from '#app/features/programmes/save-programme-ledger.server.ts';
import { changeProgramme, createProgramme, programmeSeal } from '#app/features/programmes/save-programme.server.ts';
import { aClaimGround, aMember, as, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { testDatabases } from '#test/fixtures/databases.ts';
import { aProgramme } from '#test/fixtures/factories.ts';

async function lastEntry({ db }: ClaimGround) {
  const entry = await db.selectFrom('audit_entries').select(['action', 'facts_json', 'programme_id']).orderBy('sequence', 'desc').executeTakeFirstOrThrow();
  const facts: unknown = JSON.parse(entry.facts_json);
  return { action: entry.action, facts, programmeId: entry.programme_id };
}

const versionOf = async ({ db, worker, programmeId }: ClaimGround) => (await getProgrammeRow(db, worker, programmeId)).version;

describe.each(testDatabases)('setting up on $kind', ({ open }) => {
  test('an organisation changes, with what each field was and became; the second of two is shown what is stored', async () => {
    const ground = await aClaimGround(await open());
    const { db } = ground;
    const administrator = await aMember(db, ground.worker.organisationId, 'administrator');
    const stored = await getOrganisation(db, administrator);
    const seal = organisationSeal(stored);
    const save = (name: string) => as(db, administrator, (change) => saveOrganisation(change, {
      organisation: { ...stored.organisation, name, bankAccount: undefined }, allowsExternalAttestation: true, claimHoldsFiles: false, requiresSecondFactor: true, seal,
    }));
    const outcomes = await Promise.all([save('Nye Gjøvik kommune'), save('Gamle Gjøvik kommune')]);
    const now = await getOrganisation(db, administrator);
    expect(outcomes.filter((outcome) => 'refused' in outcome)).toMatchObject([{ refused: { conflict: { organisation: { name: now.organisation.name } } } }]);
    expect(now).toMatchObject({ allowsExternalAttestation: true, requiresSecondFactor: true, version: stored.version + 1 });
    expect(now.organisation.bankAccount).toBeUndefined();
    expect((await lastEntry(ground))).toEqual({
      action: 'organisation.changed', programmeId: null, facts: {
        name: { from: 'Gjøvik kommune', to: now.organisation.name }, bankAccount: { from: '18136445320', to: null },
        allowsExternalAttestation: { from: 'false', to: 'true' }, requiresSecondFactor: { from: 'false', to: 'true' },
      },
    });
  });

  test('an accounting string is the organisation’s until a programme has its own; what nobody changed is no conflict', async () => {
    const ground = await aClaimGround(await open());
    const { db, finance, programmeId } = ground;
    const { ledger } = await getOrganisation(db, finance);
    const parts = { responsibility: '3100', function: '202', project: undefined };
    expect(await as(db, finance, (change) => saveOrganisationLedger(change, { ledger: parts, seal: ledgerSeal(ledger) }))).toHaveProperty('location');
    expect(await as(db, finance, (change) => saveOrganisationLedger(change, { ledger: parts, seal: ledgerSeal(ledger) })))
      .toEqual({ refused: { conflict: { responsibility: '3100', function: '202', project: '' } } });
    const own = { responsibility: undefined, function: undefined, project: '9001' };
    await as(db, finance, (change) => saveProgrammeLedger(change, { programmeId, ledger: own, seal: ledgerSeal({}) }));
    expect((await getProgrammeRow(db, finance, programmeId)).ledger).toEqual(own);
    expect(await lastEntry(ground)).toEqual({ action: 'programme.accounting_changed', programmeId, facts: { project: { from: null, to: '9001' } } });
  });

  test('a programme begins with its facts, and tells it in the trail', async () => {
    const ground = await aClaimGround(await open());
    const { facts, contact } = aProgramme({ facts: { name: 'LED 2027' } });
    const { location } = await as(ground.db, ground.worker, (change) => createProgramme(change, { facts, contact }));
    const id = /programmes\/([0-9a-f-]{36})\/grant\?done=created$/.exec(location)?.[1] ?? '';
    expect(await getProgrammeRow(ground.db, ground.worker, id)).toMatchObject({ facts: { ...facts }, contact, version: 1, grant: {} });
    expect(await lastEntry(ground)).toMatchObject({ action: 'programme.created', programmeId: id, facts: { name: 'LED 2027', startsOn: '2026-01-15', contactName: contact.name } });
  });

  test('the facts and the grant of a programme are two things: one changed keeps nobody from changing the other', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker, programmeId } = ground;
    const row = await getProgrammeRow(db, worker, programmeId);
    const facts = { ...row.facts, name: 'LED skole 2027' };
    await as(db, worker, (change) => changeProgramme(change, { programmeId, seal: programmeSeal(row), facts, contact: row.contact }));
    const [letter] = await listAttachments(db, worker, programmeId);
    const terms = {
      grant: { ...row.grant, amount: money('400000'), percent: percent('66.67'), expiresOn: calendarDate('2027-06-30') }, termsReason: 'Står i brevet', letterId: letter?.id,
    };
    expect(await as(db, worker, (change) => saveGrant(change, { programmeId, seal: grantSeal(storedGrant(row)), ...terms }))).toHaveProperty('location');
    expect(await getProgrammeRow(db, worker, programmeId)).toMatchObject({
      version: row.version + 2, facts: { name: 'LED skole 2027' }, termsReason: 'Står i brevet', grantLetterId: letter?.id,
    });
    expect(await lastEntry(ground)).toEqual({
      action: 'programme.grant_changed', programmeId, facts: {
        expiresOn: { from: '2027-12-31', to: '2027-06-30' }, grantAmount: { from: '315000.00', to: '400000.00' }, percent: { from: null, to: '66.67' },
        termsReason: { from: null, to: 'Står i brevet' }, letter: { from: null, to: 'faktura-1001.pdf' },
      },
    });
    expect(await as(db, worker, (change) => changeProgramme(change, { programmeId, seal: programmeSeal(row), facts: row.facts, contact: row.contact })))
      .toMatchObject({ refused: { conflict: { facts: { name: 'LED skole 2027' } } } });
    const gone = { ...terms, letterId: randomUUID() };
    expect(await as(db, worker, (change) => saveGrant(change, { programmeId, seal: grantSeal(terms), ...gone }))).toEqual({ refused: { letterGone: true } });
  });

  test('a consultant the organisation knows is the same one in the next programme, whatever capitals', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker, programmeId, secondProgrammeId } = ground;
    const add = (id: string, name: string) => as(db, worker, (change) => addConsultant(change, {
      programmeId: id, consultant: { name, company: 'Fjord AS', role: 'lecturer' },
    }));
    await add(programmeId, 'Turid Ås');
    await add(secondProgrammeId, 'TURID ås');
    expect(await add(secondProgrammeId, 'Turid Ås')).toEqual({ refused: { code: 'already_there' } });
    const [first, second] = await Promise.all([programmeId, secondProgrammeId].map((id) => listProgrammeConsultants(db, worker, id)));
    expect(first?.map(({ consultant }) => consultant.name)).toEqual(['Ola Veileder', 'Turid Ås']);
    expect(second?.at(-1)?.consultant.id).toBe(first?.at(-1)?.consultant.id);
  });

  test('a consultant’s name changes in every programme, which then knows that it has changed; the role in one', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker, programmeId, secondProgrammeId } = ground;
    const [stored] = await listProgrammeConsultants(db, worker, programmeId);
    const consultant = stored?.consultant ?? { id: '', name: '', role: 'lecturer' as const };
    const before = await Promise.all([programmeId, secondProgrammeId].map((id) => getProgrammeRow(db, worker, id)));
    const change = (seal: string) => as(db, worker, (made) => changeConsultant(made, {
      programmeId, id: consultant.id, seal, consultant: { name: 'Ola Rettleiar', company: undefined, role: 'course_leader' },
    }));
    expect(await change(consultantSeal(consultant))).toHaveProperty('location');
    expect(await change(consultantSeal(consultant))).toMatchObject({ refused: { code: 'conflict', stored: { name: 'Ola Rettleiar', role: 'course_leader' } } });
    const [elsewhere] = await listProgrammeConsultants(db, worker, secondProgrammeId);
    expect(elsewhere?.consultant).toEqual({ id: consultant.id, name: 'Ola Rettleiar', company: undefined, role: 'process_supervisor' });
    const after = await Promise.all([programmeId, secondProgrammeId].map((id) => getProgrammeRow(db, worker, id)));
    expect(after.map(({ version }) => version)).toEqual(before.map(({ version }) => version + 1));
  });

  test('a consultant with costs stays; without, they can be taken out and in again', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker, programmeId, expenseIds } = ground;
    const [stored] = await listProgrammeConsultants(db, worker, programmeId);
    const id = stored?.consultant.id ?? '';
    const remove = () => as(db, worker, (change) => removeConsultant(change, { programmeId, id }));
    expect(await remove()).toEqual({ refused: { code: 'in_use', expenses: 3 } });
    for (const expenseId of expenseIds) await as(db, worker, (change) => removeExpense(change, { programmeId, id: expenseId }));
    expect(await remove()).toHaveProperty('location');
    expect(await remove()).toHaveProperty('location');
    expect(await listProgrammeConsultants(db, worker, programmeId)).toEqual([]);
    await as(db, worker, (change) => addConsultant(change, { programmeId, consultant: { consultantId: id, role: 'lecturer' } }));
    expect((await listProgrammeConsultants(db, worker, programmeId)).map(({ consultant }) => consultant.id)).toEqual([id]);
    const stranger = { consultantId: randomUUID(), role: 'lecturer' as const };
    expect(await as(db, worker, (change) => addConsultant(change, { programmeId, consultant: stranger }))).toEqual({ refused: { code: 'gone' } });
  });

  test('an activity is added last, changed once, and taken away when no cost stands on it; deleted costs forget it', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker, programmeId, expenseIds: [expenseId = ''] } = ground;
    const version = await versionOf(ground);
    const activity = { kind: 'gathering' as const, title: 'Fagsamling 1', startsOn: calendarDate('2026-02-10'), endsOn: calendarDate('2026-02-11') };
    await as(db, worker, (change) => addActivity(change, { programmeId, activity }));
    await as(db, worker, (change) => addActivity(change, { programmeId, activity: { ...activity, title: 'Fagsamling 2', participants: 24 } }));
    const [first, second] = (await listActivities(db, worker, programmeId)).map((stored) => stored.activity);
    expect([first?.title, second?.title, await versionOf(ground)]).toEqual(['Fagsamling 1', 'Fagsamling 2', version + 2]);
    const id = first?.id ?? '';
    const rename = (title: string) => as(db, worker, (change) => changeActivity(change, { programmeId, id, seal: activitySeal(activity), activity: { ...activity, title } }));
    expect(await rename('Samling 1')).toHaveProperty('location');
    expect(await rename('Samling I')).toMatchObject({ refused: { code: 'conflict', stored: { title: 'Samling 1' } } });
    await db.updateTable('expenses').set({ activity_id: id }).where('id', '=', expenseId).execute();
    const remove = () => as(db, worker, (change) => removeActivity(change, { programmeId, id }));
    expect(await remove()).toEqual({ refused: { code: 'in_use', expenses: 1 } });
    await as(db, worker, (change) => removeExpense(change, { programmeId, id: expenseId }));
    await remove();
    expect((await listActivities(db, worker, programmeId)).map((stored) => stored.activity.title)).toEqual(['Fagsamling 2']);
    expect(await lastEntry(ground)).toMatchObject({ action: 'activity.removed', facts: { title: 'Samling 1' } });
    expect(await listExpenses(db, worker, programmeId)).toHaveLength(2);
  });

  test('nothing of another organisation can be set', async () => {
    const ground = await aClaimGround(await open());
    const other = await aClaimGround(ground.db);
    const { db, programmeId } = ground;
    const { facts, contact } = aProgramme();
    const stranger = other.worker;
    const activity = { kind: 'gathering' as const, title: 'X', startsOn: facts.startsOn, endsOn: facts.endsOn };
    const commands = [
      as(db, stranger, (change) => changeProgramme(change, { programmeId, seal: '', facts, contact })),
      as(db, stranger, (change) => saveGrant(change, { programmeId, seal: '', grant: {}, termsReason: undefined, letterId: undefined })),
      as(db, stranger, (change) => saveProgrammeLedger(change, { programmeId, seal: '', ledger: { responsibility: '1', function: undefined, project: undefined } })),
      as(db, stranger, (change) => addActivity(change, { programmeId, activity })),
      as(db, stranger, (change) => addConsultant(change, { programmeId, consultant: { name: 'X', company: undefined, role: 'lecturer' } })),
    ];
    for (const outcome of await Promise.allSettled(commands)) expect(outcome.status).toBe('rejected');
    expect(await listActivities(db, ground.worker, programmeId)).toEqual([]);
    expect(await db.selectFrom('audit_entries').select('sequence').execute()).toEqual([]);
  });
});
