import { describe, expect, test } from 'vitest';
import { filterFields, noFilter, readClaimFilter } from './claim-filter.ts';
import { claimSelection, type SearchedProgramme } from './claim-selection.ts';

const programmes: SearchedProgramme[] = [
  { id: 'p1', facts: { name: 'LED skole på Ås' }, grant: { reference: '25/12345-1' } },
  { id: 'p2', facts: { name: 'Ledere i helse' }, grant: {} },
];
const read = (query: string) => readClaimFilter(new URLSearchParams(query));
const matching = (text: string) => claimSelection({ ...noFilter, text }, programmes).matching;

describe('the filter of an address', () => {
  test('is nothing when nothing is asked for', () => {
    expect(read('')).toEqual(noFilter);
    expect(filterFields(noFilter)).toEqual({});
  });

  test('stands in the address as it was read', () => {
    const fields = { status: 'sent', programme: 'p1', year: '2026', q: 'Ås' };
    expect(filterFields(read(new URLSearchParams(fields).toString()))).toEqual(fields);
  });

  test.each(['status=nonsense', 'status=constructor', 'year=26', 'year=2026x', 'q=+++', 'programme='])('%s asks for nothing', (query) => {
    expect(read(query)).toEqual(noFilter);
  });

  test('takes no text without end', () => {
    expect(read(`q=${'x'.repeat(5_000)}`).text).toHaveLength(100);
  });
});

describe('what the filter selects', () => {
  test('everything, unless something narrows', () => {
    expect(claimSelection(noFilter, programmes)).toEqual({ statuses: undefined, programmeId: undefined, prepared: undefined, matching: undefined });
  });

  test('withdrawn claims and replaced ones together', () => {
    expect(claimSelection({ ...noFilter, group: 'withdrawn' }, programmes).statuses).toEqual(['withdrawn', 'replaced']);
  });

  test('a year as it is in Norway, where midnight is an hour before UTC', () => {
    expect(claimSelection({ ...noFilter, year: 2026 }, programmes).prepared).toEqual({ from: '2025-12-31T23:00:00.000Z', before: '2026-12-31T23:00:00.000Z' });
  });

  test.each([['7', 7], ['krav 7', 7], ['Nr. 12', 12], ['LED', undefined], ['25/12345', undefined]])('«%s» as the number %s', (text, number) => {
    expect(matching(text)?.number).toBe(number);
  });

  test.each([['ås', ['p1']], ['ÅS', ['p1']], ['led', ['p1', 'p2']], ['25/123', ['p1']], ['finnes ikke', []]])('«%s» in the programmes %j', (text, ids) => {
    expect(matching(text)?.programmeIds).toEqual(ids);
  });
});
