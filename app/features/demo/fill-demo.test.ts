import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { claimStatuses } from '#app/domain/claim-status.ts';
import { isAccountNumber, isOrganisationNumber } from '#app/domain/identifiers.ts';
import { moneyToText } from '#app/domain/money.ts';
import { roles } from '#app/domain/permissions.ts';
import { auditHash } from '#app/features/audit/record-audit.server.ts';
import { assessLines } from '#app/features/claims/claim-case.server.ts';
import { findInRegister } from '#app/features/organisations/register.ts';
import { programmeSchema } from '#app/features/programme-file/programme-schema.ts';
import { referenceProblems } from '#app/features/programme-file/reference-problems.ts';
import { loadProgramme } from '#app/features/programmes/load-programme.server.ts';
import { isPassword } from '#app/features/users/passwords.server.ts';
import { testDatabases } from '#test/fixtures/databases.ts';
import { today } from '#test/fixtures/claim-ground.ts';
import { aWorkplace } from '#test/fixtures/workplace.ts';
import { demoOrganisations, demoPassword, demoPeople, demoYears } from './demo-installation.ts';

describe('the demo’s two municipalities', () => {
  test.each(demoOrganisations.flatMap(({ programmes }) => programmes))('$key has a well-formed programme file of nobody real', ({ file }) => {
    const programme = programmeSchema.parse(file);
    expect(referenceProblems(programme)).toEqual([]);
    const { organisationNumber = '', bankAccount = '' } = programme.organisation;
    expect([isOrganisationNumber(organisationNumber), isAccountNumber(bankAccount)]).toEqual([true, true]);
    expect(findInRegister(programme.organisation)).toBeUndefined();
  });

  test.each(demoOrganisations)('$key has a person of each role, and a consultant who helps the other too', ({ people }) => {
    expect(people.map(({ role }) => role).sort()).toEqual([...roles].sort());
    expect(demoPeople().find(({ email }) => email === 'kim@konsulent.example')?.roles).toHaveLength(2);
    expect(people.every(({ email }) => email.endsWith('.example'))).toBe(true);
  });

  test('lie in the year that has passed, whenever the demo is made', () => {
    expect(demoYears(calendarDate('2026-08-01'))('2026-02-10 LED skole 2025–2026')).toBe('2026-02-10 LED skole 2025–2026');
    expect(demoYears(calendarDate('2027-07-30'))('2026-02-10')).toBe('2026-02-10');
    expect(demoYears(calendarDate('2029-09-01'))('2026-02-10 LED skole 2025–2026, 25/12345-1')).toBe('2029-02-10 LED skole 2028–2029, 25/12345-1');
  });
});

describe.each(testDatabases)('the filled demo on $kind', ({ kind }) => {
  test('shows a claim in every state, one settled with another amount than claimed', async () => {
    const { db, fjellvik } = await aWorkplace(kind);
    const claims = await db.selectFrom('claims').select('status').execute();
    expect(new Set(claims.map(({ status }) => status))).toEqual(new Set(claimStatuses));
    const settled = await db.selectFrom('claims').selectAll().where('organisation_id', '=', fjellvik.id).where('status', '=', 'settled').executeTakeFirstOrThrow();
    expect([Number(settled.refund_ore), Number(settled.received_ore)]).toEqual([5_306_700, 5_188_400]);
    expect(settled.difference_reason).toContain('hotellnatten');
  });

  test('has a programme ready to claim, to the øre as ou claim gives it, and one with things missing', async () => {
    const { db, fjellvik } = await aWorkplace(kind);
    const siri = await fjellvik.member('siri@fjellvik.example');
    const assess = async (key: string) => {
      const loaded = await loadProgramme(db, siri, fjellvik.programme(key));
      return assessLines(loaded, loaded.programme, { today, claimId: undefined });
    };
    const ready = await assess('ready');
    expect(ready.refusals).toEqual([]);
    expect(moneyToText(ready.calculation.totals.refund)).toBe('130710.09');
    const underWay = await assess('underWay');
    expect(new Set(underWay.refusals.map(({ code }) => code)))
      .toEqual(new Set(['programme_not_finished', 'expense_not_paid', 'consultant_missing', 'attachment_missing']));
    expect(underWay.calculation.lines.some(({ reasons }) => reasons.includes('day_cap'))).toBe(true);
  });

  test('has an audit trail that holds, its days in order', async () => {
    const { db, havdal } = await aWorkplace(kind);
    const entries = await db.selectFrom('audit_entries').selectAll().where('organisation_id', '=', havdal.id).orderBy('sequence').execute();
    expect(entries.length).toBeGreaterThan(40);
    for (const [index, { hash, ...entry }] of entries.entries()) {
      expect(entry.previous_hash).toBe(entries[index - 1]?.hash ?? '');
      expect(auditHash(entry)).toBe(hash);
    }
    const programmeDays = entries.filter(({ action }) => !action.startsWith('person.')).map(({ at }) => at);
    expect(programmeDays).toEqual(programmeDays.toSorted());
  });
});

test('everybody signs in with the password the demo prints', async () => {
  const { db } = await aWorkplace();
  const users = await db.selectFrom('users').select(['email', 'password_hash']).execute();
  expect(users).toHaveLength(9);
  expect(await isPassword(demoPassword, users[0]?.password_hash ?? undefined)).toBe(true);
});
