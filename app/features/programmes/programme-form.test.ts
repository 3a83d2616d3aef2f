import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { languages } from '#app/domain/programme.ts';
import { aProgramme } from '#test/fixtures/factories.ts';
import { programmeGroups } from './programme-fields-view.ts';
import { emptyProgramme, readProgrammeForm, typedFromProgramme, type ProgrammeTyped } from './programme-form.ts';

const today = calendarDate('2026-11-24');
const { facts, contact } = aProgramme();
const typed = (fields: Partial<ProgrammeTyped> = {}): ProgrammeTyped => ({ ...typedFromProgramme({ facts, contact }, 'nb'), ...fields });
const faultsOf = (fields: Partial<ProgrammeTyped>) => {
  const result = readProgrammeForm(typed(fields), today);
  return 'faults' in result ? Object.entries(result.faults).map(([field, { code }]) => `${field}: ${code}`) : [];
};

test.each(languages)('what the form shows reads back the same, in %s', (language) => {
  expect(readProgrammeForm(typedFromProgramme({ facts, contact }, language), today)).toEqual({
    facts: { ...facts, supplier: { name: 'IMTEC AS', organisationNumber: undefined } }, contact,
  });
});

test('a new programme has the person who begins it as its contact', () => {
  expect(emptyProgramme({ name: 'Siri', email: 'siri@example.no' })).toMatchObject({ name: '', contactName: 'Siri', contactEmail: 'siri@example.no' });
});

describe('the form asks for', () => {
  test('a name, days, leaders and whom KS may ask; the rest may come later', () => {
    const empty = readProgrammeForm(emptyProgramme({ name: '', email: '' }), today);
    expect('faults' in empty && Object.keys(empty.faults).sort()).toEqual(['contactEmail', 'contactName', 'endsOn', 'leaderCount', 'name', 'startsOn']);
    expect(faultsOf({ purpose: '', targetGroup: '', supplierName: '', supplierNumber: '', contactPhone: '' })).toEqual([]);
  });

  test('an end that is not before the start', () => {
    expect(faultsOf({ startsOn: '1.6.26', endsOn: '31.5.26' })).toEqual(['endsOn: endsBeforeStart']);
    expect(faultsOf({ startsOn: '1.6.26', endsOn: '1.6.26' })).toEqual([]);
  });

  test('the supplier’s name when its number is given, which is checked', () => {
    expect(faultsOf({ supplierName: '', supplierNumber: '940155223' })).toEqual(['supplierName: missing']);
    expect(faultsOf({ supplierNumber: '123456789' })).toEqual(['supplierNumber: organisationNumberWrong']);
  });
});

test('a fault is told in words at its field, in each language', () => {
  for (const language of languages) {
    const result = readProgrammeForm(typed({ leaderCount: 'mange', startsOn: 'snart', contactEmail: 'kari', name: 'x'.repeat(201) }), today);
    const faults = 'faults' in result ? result.faults : {};
    const errors = programmeGroups({ typed: typed(), faults, language }).flatMap(({ fields }) => fields.flatMap(({ error }) => error ?? []));
    expect(errors).toHaveLength(4);
    expect(errors.join(' ')).not.toMatch(/[{}]/);
  }
});
