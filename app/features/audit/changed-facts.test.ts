import { expect, test } from 'vitest';
import { changedFacts, filledFacts } from './changed-facts.ts';

test('a new thing tells what is filled in', () => {
  expect(filledFacts({ name: 'LED', purpose: null, phone: '' })).toEqual({ name: 'LED', phone: '' });
});

test('a changed one tells what each field was and became, and nothing of the others', () => {
  expect(changedFacts({ name: 'LED', purpose: null, place: 'Bodø' }, { name: 'LED', purpose: 'Ledelse', place: null })).toEqual({
    purpose: { from: null, to: 'Ledelse' }, place: { from: 'Bodø', to: null },
  });
  expect(changedFacts({}, { city: 'Gjøvik' })).toEqual({ city: { from: null, to: 'Gjøvik' } });
  expect(changedFacts({ name: 'LED' }, { name: 'LED' })).toEqual({});
});
