import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { aProgramme } from '#test/fixtures/factories.ts';
import { readLedgerForm, ledgerGroups, typedFromLedger } from './ledger-form.ts';
import { filledFromRegister, organisationFields, readOrganisationForm, typedFromOrganisation, type OrganisationTyped } from './organisation-form.ts';

const today = calendarDate('2026-11-24');
const { organisation } = aProgramme();
const stored = { organisation, allowsExternalAttestation: true, claimHoldsFiles: true, requiresSecondFactor: true };
const typed = (fields: Partial<OrganisationTyped> = {}): OrganisationTyped => ({ ...typedFromOrganisation(stored), ...fields });
const faultsOf = (fields: Partial<OrganisationTyped>) => {
  const result = readOrganisationForm(typed(fields), today);
  return 'faults' in result ? Object.entries(result.faults).map(([field, { code }]) => `${field}: ${code}`) : [];
};
const nothing = (): OrganisationTyped => {
  const empty: [string, string][] = organisationFields.map((field) => [field, '']);
  return { ...typed(), ...Object.fromEntries(empty) };
};

test('what the form shows reads back the same', () => {
  expect(readOrganisationForm(typed(), today)).toEqual(stored);
});

test('numbers are read with any spaces and points, and checked at once', () => {
  expect(readOrganisationForm(typed({ organisationNumber: '940.155.223', bankAccount: '1813 64 45320' }), today)).toEqual(stored);
  expect(faultsOf({ organisationNumber: '940155224' })).toEqual(['organisationNumber: organisationNumberWrong']);
  expect(faultsOf({ bankAccount: '1813 64 45321' })).toEqual(['bankAccount: accountWrong']);
});

test('an account and an address may come later; a name and a language may not', () => {
  expect(faultsOf({ bankAccount: '', street: '', postalCode: '', city: '', register: '', organisationNumber: '' })).toEqual([]);
  expect(faultsOf({ name: '', language: '', register: '' })).toEqual(['name: missing', 'language: missing']);
});

describe('the register', () => {
  test('fills in number, name and language form of the chosen municipality, over what stood there', () => {
    expect(filledFromRegister(typed({ register: '1120' }))).toMatchObject({ name: 'Klepp kommune', organisationNumber: '864\u00a0969\u00a0682', language: 'nn' });
  });

  test('leaves the language of a municipality that has not decided', () => {
    expect(filledFromRegister(typed({ register: '1103', language: 'nn' })).language).toBe('nn');
  });

  test('fills in what is left empty when the form is saved, and nothing else', () => {
    expect(readOrganisationForm({ ...nothing(), register: '1120' }, today)).toMatchObject({
      organisation: { name: 'Klepp kommune', organisationNumber: '864969682', municipalityNumber: '1120', language: 'nn' },
    });
    expect(readOrganisationForm(typed({ register: '1120' }), today)).toMatchObject({ organisation: { name: 'Gjøvik kommune', municipalityNumber: '1120' } });
  });

  test('does not know Oslo for the fund, nor a number nobody offered', () => {
    expect(faultsOf({ register: '0301' })).toEqual(['register: outsideFund']);
    expect(faultsOf({ register: '9999' })).toEqual(['register: choiceMissing']);
  });
});

describe('an accounting string', () => {
  test('has parts of letters and digits; none is required', () => {
    expect(readLedgerForm({ responsibility: ' 3100 ', function: '120', project: '' }, today)).toEqual({ ledger: { responsibility: '3100', function: '120', project: undefined } });
    expect(readLedgerForm({ responsibility: '31-00', function: '', project: '' }, today)).toMatchObject({ faults: { responsibility: { code: 'partUnclear' } } });
  });

  test('of a programme tells what stands where nothing is filled in', () => {
    const state = { typed: typedFromLedger({}), faults: {}, language: 'nb' } as const;
    const [group] = ledgerGroups(state, { responsibility: '3100', function: '', project: '' });
    expect(group?.fields[0]?.hint).toBe('Organisasjonens: 3100');
    expect(group?.fields[2]?.hint).toBeUndefined();
  });
});
