import { describe, expect, test } from 'vitest';
import { languages } from '#app/domain/programme.ts';
import { fieldFaultCodes } from './form-reading.ts';
import { fieldLabel, fieldWords, optionalFieldWords, type FormState } from './form-words.ts';
import { fingerprintOf } from './fingerprint.ts';
import { collidingForm, doneNotices, shownCard } from './shown-form.ts';

const state: FormState<'startsOn' | 'name'> = { typed: { startsOn: 'snart', name: '' }, faults: { startsOn: { code: 'dayUnclear' } }, language: 'nb' };

describe('a field’s words', () => {
  test('are its label, its hint where it has one, what was typed and what is wrong with it', () => {
    expect(fieldWords({ form: 'facts', field: 'startsOn' }, state)).toEqual({
      name: 'startsOn', label: 'Første dag', hint: 'Skriv dagen som du vil: 15.1.26 eller 15.01.2026.', value: 'snart',
      error: '«Første dag» er ikke en dag vi forstår. Skriv for eksempel 10.02.2026.',
    });
    expect(fieldWords({ form: 'organisation', field: 'name' }, { ...state, faults: {} })).toMatchObject({ label: 'Navn', hint: undefined, error: undefined });
  });

  test('say that it may be left empty, where it may', () => {
    expect(optionalFieldWords({ form: 'facts', field: 'name' }, state).optional).toBe('(valgfritt)');
    expect(fieldWords({ form: 'facts', field: 'name' }, state)).not.toHaveProperty('optional');
  });

  test('tell a fault in the form’s own words before those all forms share', () => {
    const typed = { expiresOn: '1.1.20', endsOn: '' };
    const fault = { code: 'endsBeforeStart' } as const;
    const errorAt = (form: string, field: 'expiresOn' | 'endsOn') => fieldWords({ form, field }, { typed, faults: { [field]: fault }, language: 'nb' }).error;
    expect(errorAt('grant', 'expiresOn')).toBe('Siste dag for tilsagnet er før brevets dato. Rett en av dem.');
    expect(errorAt('facts', 'endsOn')).toBe('«Siste dag» er før første dag. Rett en av dem.');
  });

  test.each(languages)('exist for every fault in %s, with nothing left to fill in', (language) => {
    for (const code of fieldFaultCodes) {
      const { error } = fieldWords({ form: 'facts', field: 'name' }, { typed: { name: '' }, faults: { name: { code, facts: { most: 200 } } }, language });
      expect(error).toMatch(/[.?]$/);
      expect(error).not.toMatch(/[{}]/);
    }
  });

  test('of a field nobody has named is a fault of ours', () => {
    expect(() => fieldLabel('facts', 'shoeSize', 'nb')).toThrow('programme.facts.shoeSize');
  });
});

describe('what was done', () => {
  const words = { saved: 'programme.done.saved' } as const;
  const noticed = (query: string) => doneNotices(new URL(`http://localhost/${query}`), words, 'nn').map(({ text, isDone }) => [text, isDone]);

  test('is said when the page knows the code, and nothing else in the address is', () => {
    expect(noticed('?done=saved')).toEqual([['Lagra.', true]]);
    for (const query of ['', '?done=', '?done=removed', '?done=toString', '?done=<b>']) expect(noticed(query)).toEqual([]);
  });
});

describe('a form two have changed', () => {
  const colliding = collidingForm({
    form: 'facts', fields: ['name', 'targetGroup'], typed: { name: 'Mitt', targetGroup: 'alle' }, stored: { name: 'Deres', targetGroup: 'alle' },
    seal: 'ny', href: '/her', language: 'nb',
  });

  test('keeps what was typed, is sealed anew, and says what happened', () => {
    expect(colliding).toMatchObject({ typed: { name: 'Mitt' }, faults: {}, seal: 'ny', notices: [{ tone: 'warning', heading: 'Noen andre har lagret mens du skrev' }] });
    expect(colliding.conflict?.table.rows).toHaveLength(1);
  });

  test('is saved by a button that says so; else by the form’s own', () => {
    const card = (shown: Parameters<typeof shownCard>[0], submit?: string) => shownCard(shown, { formKey: 'f', submit, language: 'nb' });
    expect(card(colliding, 'Legg til').submit).toBe('Lagre mitt likevel');
    expect(card({ seal: 's' }, 'Legg til').submit).toBe('Legg til');
    expect(card({ seal: 's' })).toMatchObject({ submit: 'Lagre', hidden: { form_key: 'f', version: 's' } });
  });

  test('what else is sent along cannot take the key’s or the seal’s place', () => {
    const { hidden } = shownCard({ seal: 's' }, { formKey: 'f', hidden: { act: 'add', version: 'x' }, language: 'nb' });
    expect(hidden).toEqual({ act: 'add', form_key: 'f', version: 's' });
  });
});

test('a seal is the same for the same matter, and another for any other', () => {
  expect(fingerprintOf({ a: 1, b: ['x'] })).toBe(fingerprintOf({ a: 1, b: ['x'] }));
  expect(fingerprintOf({ a: 1 })).not.toBe(fingerprintOf({ a: '1' }));
  expect(fingerprintOf([])).toMatch(/^[0-9a-f]{32}$/);
});
