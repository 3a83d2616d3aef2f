import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownPath } from '#app/http/own-path.ts';
import { keptFields, readKeptForm, type KeptForm } from './kept-form.ts';

const kept: KeptForm = {
  action: '/organisations/o1/programmes/p1/expenses/new',
  fields: [['form_key', 'k'], ['net', '18 000,-'], ['description', 'To linjer\nog æøå'], ['line', 'a'], ['line', 'b'], ['kept-0-net', 'odd']],
  fileNames: ['faktura.pdf', 'billett.pdf'],
};

test('comes back as it was sent, with fields of one name in their order', () => {
  expect(readKeptForm(Object.entries(keptFields(kept)), ownPath)).toEqual(kept);
});

test('whatever was typed in whatever field', () => {
  const text = fc.string({ unit: 'binary', maxLength: 30 });
  fc.assert(fc.property(fc.array(fc.tuple(text, text), { maxLength: 8 }), fc.array(text, { maxLength: 3 }), (fields, fileNames) => {
    const form = { action: '/calculator', fields, fileNames };
    expect(readKeptForm(Object.entries(keptFields(form)), ownPath)).toEqual(form);
  }));
});

test('is none without an address of ours', () => {
  for (const action of ['https://evil.example/take', '//evil.example', '/..//evil.example', '']) {
    expect(readKeptForm(Object.entries(keptFields({ ...kept, action })), ownPath)).toBeUndefined();
  }
  expect(readKeptForm([['email', 'kari@example.no'], ['password', 'x']], ownPath)).toBeUndefined();
});
