import { describe, expect, test } from 'vitest';
import { isOrganisationNumber } from '#app/domain/identifiers.ts';
import { registerRows } from './municipalities.ts';
import { findInRegister } from './register.ts';

const rows = registerRows.trim().split('\n').map((line) => {
  const [municipalityNumber = '', name = '', organisationNumber = '', language = '', fund = ''] = line.split(';');
  return { municipalityNumber, name, organisationNumber, language, fund };
});
const municipalities = rows.filter(({ municipalityNumber }) => municipalityNumber !== '');
const counties = rows.filter(({ municipalityNumber }) => municipalityNumber === '');
const distinct = (values: readonly string[]) => new Set(values).size;

describe('the register', () => {
  test('has Norway’s 357 municipalities, each number and name once but for the two pairs of namesakes', () => {
    expect(municipalities).toHaveLength(357);
    expect(distinct(municipalities.map(({ municipalityNumber }) => municipalityNumber))).toBe(357);
    expect(municipalities.every(({ municipalityNumber }) => /^\d{4}$/.test(municipalityNumber))).toBe(true);
    const names = municipalities.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index).sort()).toEqual(['Herøy', 'Våler']);
  });

  test('has the fourteen counties besides Oslo, which stands there as a municipality too', () => {
    expect(counties.filter(({ name }) => name.endsWith(' fylkeskommune'))).toHaveLength(14);
    expect(counties.filter(({ name }) => !name.endsWith(' fylkeskommune')).map(({ name }) => name)).toEqual(['Oslo kommune']);
  });

  test('has an organisation number that passes MOD11 everywhere but for Haram, where no source has it', () => {
    const wrong = rows.filter(({ organisationNumber }) => !isOrganisationNumber(organisationNumber));
    expect(wrong.map(({ name, organisationNumber }) => [name, organisationNumber])).toEqual([['Haram', '']]);
  });

  test('gives no number to two organisations', () => {
    const numbered = rows.filter(({ name, organisationNumber }) => organisationNumber !== '' && name !== 'Oslo kommune');
    const numbers = numbered.map(({ organisationNumber }) => organisationNumber);
    expect(distinct(numbers)).toBe(numbers.length);
  });

  test('knows each language decision: bokmål, nynorsk or neutral', () => {
    expect(rows.filter(({ language }) => !['b', 'n', '0'].includes(language))).toEqual([]);
    expect(distinct(rows.map(({ language }) => language))).toBe(3);
  });

  test('leaves only Oslo outside the fund', () => {
    expect(rows.filter(({ fund }) => fund !== '').map(({ name, fund }) => [name, fund])).toEqual([['Oslo', '-'], ['Oslo kommune', '-']]);
  });
});

describe('an organisation is found', () => {
  test('every municipality by its number, every county by its organisation number', () => {
    for (const { municipalityNumber, name } of municipalities) {
      expect(findInRegister({ municipalityNumber })?.name, municipalityNumber).toBe(name);
    }
    for (const { organisationNumber, name } of counties) expect(findInRegister({ organisationNumber })?.name).toBe(name);
  });

  test('a municipality by its organisation number alone', () => {
    expect(findInRegister({ organisationNumber: '940155223' })).toMatchObject({ name: 'Gjøvik', isInFund: true });
  });

  test.each([
    ['its municipality number', { municipalityNumber: '0301' }],
    ['its organisation number', { organisationNumber: '958935420' }],
    ['its organisation number, under another municipality’s', { municipalityNumber: '3407', organisationNumber: '958935420' }],
    ['its municipality number, with another’s organisation number', { municipalityNumber: '0301', organisationNumber: '940155223' }],
  ])('Oslo, outside the fund, by %s', (_by, numbers) => {
    expect(findInRegister(numbers)?.isInFund).toBe(false);
  });

  test('else the municipality number decides over the organisation number', () => {
    expect(findInRegister({ municipalityNumber: '3407', organisationNumber: '958935455' })?.name).toBe('Gjøvik');
    expect(findInRegister({ municipalityNumber: '9999', organisationNumber: '940155223' })).toBeUndefined();
  });

  test('Haram, whose organisation number is unknown, by its municipality number', () => {
    const haram = municipalities.find(({ name }) => name === 'Haram')?.municipalityNumber;
    expect(findInRegister({ municipalityNumber: haram })).toMatchObject({ name: 'Haram', organisationNumber: undefined, isInFund: true });
  });

  test.each([
    {}, { organisationNumber: '' }, { organisationNumber: ' ' }, { municipalityNumber: '' }, { organisationNumber: 'none' },
    { organisationNumber: '701730496' },
  ])('nobody by %j', (numbers) => {
    expect(findInRegister(numbers)).toBeUndefined();
  });
});
