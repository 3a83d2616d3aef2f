import { expect, test } from 'vitest';
import { languages } from '#app/domain/programme.ts';
import { conflictView } from './conflict-view.ts';

const typed = { name: 'LED skole 2027', purpose: 'Styrke  ledelsen', targetGroup: '' };
const stored = { name: 'LED skole 2026', purpose: 'Styrke ledelsen\n', targetGroup: 'rektorer' };
const input = { form: 'facts', fields: ['name', 'purpose', 'targetGroup'], typed, stored, href: '/her', language: 'nb' } as const;

test('only fields that differ are shown, both ways; space makes no difference', () => {
  const { table, takeStored } = conflictView(input);
  expect(table.rows.map(({ cells }) => cells)).toEqual([
    ['Navn på programmet', 'LED skole 2027', 'LED skole 2026'], ['Målgruppe', 'ingenting', 'rektorer'],
  ]);
  expect(takeStored.href).toBe('/her');
});

test('a choice is shown by its words', () => {
  const { table } = conflictView({ ...input, textOf: (field, text) => (field === 'name' ? text.toUpperCase() : text) });
  expect(table.rows[0]?.cells.slice(1)).toEqual(['LED SKOLE 2027', 'LED SKOLE 2026']);
});

test.each(languages)('has words in %s', (language) => {
  expect(JSON.stringify(conflictView({ ...input, language }))).not.toMatch(/programme\.|\{\w+\}/);
});
