import { expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { dayKey } from '#app/domain/day-cap.ts';
import { pathToText } from '#app/domain/finding.ts';
import { money, moneyToText } from '#app/domain/money.ts';
import { anAssessment } from '#test/fixtures/assessments.ts';
import { programmeJson } from '#test/fixtures/programme-folder.ts';
import { programmeFileOf } from './from-programme.ts';
import { programmeSchema } from './programme-schema.ts';
import { referenceProblems } from './reference-problems.ts';
import { toProgramme } from './to-programme.ts';

/** A claim's own file tells what claims before it used, so that it gives the same claim without them. */

const day = { consultant: 'k1', on: '2026-02-10', amount: '15000.00' };
const read = (earlier?: object) => programmeSchema.parse({ ...programmeJson(), ...(earlier === undefined ? {} : { earlier }) });
const basisWith = (earlier?: object) => moneyToText(anAssessment(toProgramme(read(earlier))).calculation.totals.basis);

test('used days and money of the grant count in the claim', () => {
  expect([basisWith(), basisWith({ days: [day] })]).toEqual(['20412.50', '5412.50']);
  const { totals } = anAssessment(toProgramme(read({ refunded: '314000.00', days: [] }))).calculation;
  expect(moneyToText(totals.refund)).toBe('1000.00');
});

test('a day told twice was used twice', () => {
  expect(basisWith({ days: [{ ...day, amount: '5000.00' }, { ...day, amount: '10000.00' }] })).toBe(basisWith({ days: [day] }));
});

test('it is written as it was read; nothing is written of nothing', () => {
  const written = (earlier?: object) => programmeSchema.parse(JSON.parse(JSON.stringify(programmeFileOf(toProgramme(read(earlier))))));
  expect(written({ refunded: '12600.00', days: [day] })).toEqual(read({ refunded: '12600.00', days: [day] }));
  expect(written({ days: [day] }).earlier).toEqual(read({ days: [day] }).earlier);
  expect([written({ days: [] }).earlier, written().earlier]).toEqual([undefined, undefined]);
  const key = dayKey('k1', calendarDate('2026-02-10'));
  expect(toProgramme(read({ days: [day] })).earlier?.days?.get(key)).toEqual(money('15000'));
});

test('a consultant it does not know, and a key that is none of its, are told by their place', () => {
  expect(referenceProblems(read({ days: [day, { ...day, consultant: 'k9' }] })).map(({ code, path }) => `${code} @ ${pathToText(path)}`))
    .toEqual(['unknown_id @ earlier.days[1].consultant']);
  const wrong = programmeSchema.safeParse({ ...programmeJson(), earlier: { refunded: '-1.00', days: [{ ...day, hours: 3 }] } });
  expect(wrong.error?.issues.map(({ path }) => path.join('.')).sort()).toEqual(['earlier.days.0', 'earlier.refunded']);
});
