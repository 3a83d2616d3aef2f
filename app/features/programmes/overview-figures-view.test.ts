import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import type { Programme } from '#app/domain/programme.ts';
import { aDay, aFee, anActual, aNotRefundable, aProgramme } from '#test/fixtures/factories.ts';
import { anOverviewContext, type Standing } from '#test/fixtures/overviews.ts';
import { figuresView } from './overview-figures-view.ts';

const shown = (text: string) => text.replaceAll('\u00a0', ' ');
const programme = aProgramme({
  expenses: [aFee({ id: 'e1', days: [aDay('2026-02-10', '20000')] }), anActual('travel', '2000.10', { id: 'e2' }), aNotRefundable('8000', { id: 'e3' })],
});

function shownFor(each: Programme, standing: Standing = {}) {
  const { figures, steps } = figuresView(anOverviewContext(each, standing));
  return {
    figures: figures.map(({ label, value, detail }) => [label, value, ...(detail === undefined ? [] : [detail])].map(shown)),
    steps: Object.fromEntries(steps.map(({ summary, items }) => [summary, items.map(shown)])),
  };
}

describe('a programme without claims', () => {
  const { figures, steps } = shownFor(programme);

  test('shows what would come back of what is entered', () => {
    expect(figures).toEqual([
      ['Refusjon', '14 000,07 kr'], ['Kostnad', '30 000,10 kr'], ['Grunnlag', '20 000,10 kr'], ['Egenandel', '16 000,03 kr'],
      ['Brukt av tilsagnet', '0,00 kr', 'av 315 000,00 kr; 300 999,93 kr er igjen når alt er krevd'],
    ]);
  });

  test('opens every figure to its steps', () => {
    expect(steps['Slik er kostnaden satt sammen']).toEqual([
      'Honorar: 20 000,00 kr.', 'Reise: 2 000,10 kr.', 'Ikke refusjonsberettiget: 8 000,00 kr.', 'Til sammen 30 000,10 kr.',
    ]);
    expect(steps['Slik er grunnlaget regnet ut']?.at(-1)).toBe('Grunnlaget for refusjon er 20 000,10 kr.');
    expect(steps['Slik er refusjonen regnet ut']?.at(-1)).toBe('Refusjonen er 14 000,07 kr. Egenandelen er 16 000,03 kr.');
    expect(steps['Slik blir egenandelen']).toEqual(['Kostnaden er 30 000,10 kr og refusjonen 14 000,07 kr. Egenandelen er forskjellen: 16 000,03 kr.']);
    expect(Object.values(steps).every((items) => items.length > 0 && new Set(items).size === items.length)).toBe(true);
  });
});

describe('a programme with an attested claim', () => {
  const { figures, steps } = shownFor(programme, { attested: [['e1']] });

  test('parts each figure in what is claimed and what is not', () => {
    expect(figures[0]).toEqual(['Refusjon', '14 000,07 kr', '12 600,00 kr i attesterte krav, 1 400,07 kr ikke krevd ennå']);
    expect(figures[4]?.[1]).toBe('12 600,00 kr');
  });

  test('tells the claim’s figure first, then how the rest comes about, then both together', () => {
    const refund = steps['Slik er refusjonen regnet ut'] ?? [];
    expect(refund.slice(0, 2)).toEqual(['Krav 1 (attestert): 12 600,00 kr.', 'Ikke i attesterte krav ennå: 1 400,07 kr, regnet ut slik:']);
    expect(refund.at(-1)).toBe('Til sammen 14 000,07 kr.');
    expect(steps['Slik er tilsagnet brukt']).toEqual([
      'Tilsagnet er på 315 000,00 kr.', 'Krav 1 (attestert): 12 600,00 kr.',
      'Refusjon av det som ikke er krevd ennå: 1 400,07 kr.', 'Da er 300 999,93 kr igjen.',
    ]);
  });
});

test('a grant without an amount has no ceiling to use of, and one without a percentage says so', () => {
  const { figures, steps } = shownFor(aProgramme({ grant: { amount: undefined, appliedOn: calendarDate('2018-03-01') } }));
  expect(figures[0]).toEqual(['Refusjon', '0,00 kr', 'Prosenten mangler']);
  expect(figures[4]).toEqual(['Brukt av tilsagnet', '0,00 kr', 'Tilsagnet har ikke noe tak i kroner']);
  expect(steps['Slik er tilsagnet brukt']).toEqual(['Tilsagnet har ikke noe tak i kroner.']);
});
