import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { readTokenForm, usualExpiry } from './token-form.ts';

const today = calendarDate('2026-11-26');
const good = { name: 'Visma', scopes: '', expiresOn: '26.11.2027' };
const read = (typed: Partial<typeof good>, scopes = ['claims:read']) => readTokenForm({ ...good, ...typed }, { scopes, today });

describe('a new key', () => {
  test('has a name, what it opens and a last day', () => {
    expect(read({}, ['claims:read', 'programmes:read'])).toEqual({ name: 'Visma', scopes: ['programmes:read', 'claims:read'], expiresOn: '2027-11-26' });
  });

  test('is good for a year unless another day is written', () => {
    expect(usualExpiry(today)).toBe('2027-11-26');
  });

  test.each<[string, Partial<typeof good>, string[], object]>([
    ['without a name', { name: ' ' }, ['claims:read'], { name: { code: 'missing' } }],
    ['that opens nothing', {}, [], { scopes: { code: 'choiceMissing' } }],
    ['that opens what there is not', {}, ['people:manage'], { scopes: { code: 'choiceMissing' } }],
    ['without a last day', { expiresOn: '' }, ['claims:read'], { expiresOn: { code: 'missing' } }],
    ['that ended yesterday', { expiresOn: '25.11.2026' }, ['claims:read'], { expiresOn: { code: 'dayUnclear' } }],
    ['that never ends', { expiresOn: '01.01.2030' }, ['claims:read'], { expiresOn: { code: 'dayUnclear' } }],
  ])('%s is not made', (_what, typed, scopes, faults) => {
    expect(read(typed, scopes)).toMatchObject({ faults });
  });

  test('may end today, and in two years', () => {
    expect(read({ expiresOn: '26.11.2026' })).toMatchObject({ expiresOn: '2026-11-26' });
    expect(read({ expiresOn: '26.11.2028' })).toMatchObject({ expiresOn: '2028-11-26' });
  });
});
