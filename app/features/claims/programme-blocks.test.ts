import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { money, percent } from '#app/domain/money.ts';
import type { Programme } from '#app/domain/programme.ts';
import type { Table } from '#app/pdf/document.ts';
import { aRichProgramme, cellTexts, wordsFor } from '#test/fixtures/assessments.ts';
import { aProgramme } from '#test/fixtures/factories.ts';
import { programmeBlocks } from './programme-blocks.ts';

function tablesOf(programme: Programme): Table[] {
  return programmeBlocks(wordsFor(programme)).flatMap((block) => (block.kind === 'table' ? [block] : []));
}

function rowsOf(table: Table | undefined): string[][] {
  return (table?.groups.flatMap((group) => group.rows) ?? []).map((row) => cellTexts(row).map((text) => text.replaceAll('\u00a0', ' ')));
}

function factsOf(programme: Programme): Record<string, string> {
  return Object.fromEntries(rowsOf(tablesOf(programme)[0]).map(([label = '', value = '']) => [label, value]));
}

describe('of the programme it tells', () => {
  test('what for, for whom, by whom, on which grant and which terms', () => {
    expect(factsOf(aRichProgramme())).toEqual({
      Formål: 'Styrke ledelsen i skolene',
      Målgruppe: 'rektorer',
      Leverandør: 'IMTEC AS, 701 730 496',
      Tilsagn: '25/12345-1, brev av 20.11.2024',
      Tilsagnsbeløp: '90 000,00 kr',
      Utløper: '31.12.2027',
      Satser: '70 % refusjon, høyst 18 000,00 kr i honorar per konsulent og dag (regelsett fra 2025, ikke bekreftet)',
    });
  });

  test('nothing under a label when it is not known', () => {
    const unknown = aProgramme({
      facts: { purpose: ' ', targetGroup: '', supplier: { name: '' } },
      grant: { reference: undefined, letterOn: undefined, amount: undefined, expiresOn: undefined },
    });
    expect(Object.keys(factsOf(unknown))).toEqual(['Tilsagn', 'Satser']);
    expect(factsOf(unknown)['Tilsagn']).toBe('mangler');
  });

  test.each(['', '  '])('a reference left as «%s» is missing, with its letter’s date', (reference) => {
    expect(factsOf(aProgramme({ grant: { reference } }))['Tilsagn']).toBe('mangler, brev av 20.11.2024');
  });

  test('the letter’s own percentage and day cap, not those of the rule set', () => {
    const terms = factsOf(aProgramme({ grant: { percent: percent('66.67'), dayCap: money('15000') } }))['Satser'];
    expect(terms).toBe('66,67 % refusjon, høyst 15 000,00 kr i honorar per konsulent og dag (regelsett 2024)');
  });

  test.each([
    ['nb', 'Prosenten mangler; høyst 16 000,00 kr i honorar per konsulent og dag (regelsett før 2019)'],
    ['nn', 'Prosenten manglar; høgst 16 000,00 kr i honorar per konsulent og dag (regelsett før 2019)'],
    ['en', 'The percentage is missing; at most NOK 16,000.00 in fees per consultant and day (rule set before 2019)'],
  ] as const)('in %s that the percentage is missing where the rules give none', (language, expected) => {
    const words = wordsFor(aProgramme({ grant: { appliedOn: calendarDate('2018-03-01') } }), language);
    const facts = programmeBlocks(words).flatMap((block) => (block.kind === 'table' ? rowsOf(block) : []));
    expect(facts.find(([label]) => label === words.t('document.programme.terms'))?.[1]).toBe(expected);
  });
});

describe('of the activities it tells', () => {
  test('each, in order, those without costs too: kind, days, place and people', () => {
    expect(rowsOf(tablesOf(aRichProgramme())[1])).toEqual([
      ['Fagsamling 1', 'Fagsamling', '10.02.2026–11.02.2026', 'Bodø', '24'],
      ['Lederstøtte', 'Lederstøtte', '12.02.2026–14.02.2026', '', ''],
      ['Lederseminar', 'Lederseminar', '11.05.2026–12.05.2026', 'Kárášjohka', '1 200'],
    ]);
  });

  test('what nobody has filled in as blank, also where a programme file had to say something', () => {
    const [activity] = aRichProgramme().activities;
    if (activity === undefined) throw new Error('There is no activity');
    const told = [{ place: undefined, participants: undefined }, { place: '', participants: 0 }].map((blank) => ({ ...activity, ...blank }))
      .map((each) => rowsOf(tablesOf(aProgramme({ activities: [each] }))[1]));
    expect(told).toEqual([[['Fagsamling 1', 'Fagsamling', '10.02.2026–11.02.2026', '', '']], [['Fagsamling 1', 'Fagsamling', '10.02.2026–11.02.2026', '', '']]]);
  });

  test('that there are none', () => {
    const blocks = programmeBlocks(wordsFor(aProgramme({ activities: [] })));
    expect(blocks.at(-1)).toEqual({ kind: 'paragraph', text: 'Ingen samlinger er ført.' });
  });
});
