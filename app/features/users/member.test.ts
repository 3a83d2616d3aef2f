import { expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { isLastOpenProgramme } from './member.ts';

const today = calendarDate('2026-11-26');
const programme = (id: string, endsOn?: string) => (
  { id, name: id, createdAt: '2026-11-01T09:00:00.000Z', lastUsedAt: undefined, endsOn: endsOn === undefined ? undefined : calendarDate(endsOn) });

test.each<[string, ReturnType<typeof programme>[], boolean]>([
  ['is the only one', [programme('p1')], true],
  ['is closed itself, and nothing else is there', [programme('p1', '2026-11-25')], true],
  ['stands beside closed ones only', [programme('p1'), programme('p2', '2026-11-25')], true],
  ['stands beside one that is open today still', [programme('p1'), programme('p2', '2026-11-26')], false],
  ['stands beside one without an end', [programme('p1', '2026-11-25'), programme('p2')], false],
])('all access ends with a programme that %s', (_, programmes, isLast) => {
  expect(isLastOpenProgramme({ programmes }, 'p1', today)).toBe(isLast);
});
