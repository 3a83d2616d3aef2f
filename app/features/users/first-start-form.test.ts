import { describe, expect, test } from 'vitest';
import { languages } from '#app/domain/programme.ts';
import { registerChoices } from '#app/features/organisations/register-choices.ts';
import {
  firstStartErrorCodes, otherOrganisation, readFirstStart, type FirstStartErrorCode, type FirstStartErrors, type FirstStartTyped,
} from './first-start-form.ts';
import { firstStartView } from './first-start-view.ts';
import { passwordFaults } from './password-rules.ts';

/** The first page of a new installation: an organisation, and who lets others in. */

const valueOf = (name: string) => registerChoices().find(({ text }) => text.startsWith(name))?.value ?? expect.fail(name);
const typed: FirstStartTyped = {
  code: 'ABCD-EFGH-JKLM', organisation: valueOf('Gjøvik'), organisationName: '', name: ' Ada ', email: ' ada@gjovik.example ',
  password: 'fire ord som ikke rimer', passwordAgain: 'fire ord som ikke rimer',
};
const read = (changes: Partial<FirstStartTyped>) => readFirstStart({ ...typed, ...changes });

describe('the first start', () => {
  test('takes number and language of a municipality from the register', () => {
    expect(read({})).toMatchObject({ firstStart: {
      code: 'ABCD-EFGH-JKLM', name: 'Ada', email: 'ada@gjovik.example', password: typed.password,
      organisation: { name: 'Gjøvik kommune', municipalityNumber: '3407', organisationNumber: '940155223' },
    } });
  });

  test('takes another organisation by its name, and nothing from the register', () => {
    expect(read({ organisation: otherOrganisation, organisationName: ' Samkommunen ' })).toMatchObject({ firstStart: {
      organisation: { name: 'Samkommunen', municipalityNumber: undefined, organisationNumber: undefined, language: undefined },
    } });
  });

  test('of one from the register does not take another name along', () => {
    expect(read({ organisationName: 'Noe annet' })).toMatchObject({ firstStart: { organisation: { name: 'Gjøvik kommune' } } });
  });

  test.each<[string, Partial<FirstStartTyped>, FirstStartErrors]>([
    ['nothing', Object.fromEntries(Object.keys(typed).map((key) => [key, ''])),
      { code: 'codeMissing', organisation: 'organisationMissing', name: 'nameMissing', email: 'emailMissing', password: 'missing' }],
    ['an organisation that is in no list', { organisation: '9999' }, { organisation: 'organisationMissing' }],
    ['Oslo, which has a fund of its own', { organisation: valueOf('Oslo') }, { organisation: 'oslo' }],
    ['another organisation without a name', { organisation: otherOrganisation, organisationName: ' ' }, { organisationName: 'organisationNameMissing' }],
    ['an address that is none', { email: 'ada' }, { email: 'emailUnclear' }],
    ['two passwords', { passwordAgain: 'fire ord som ikke rimte' }, { passwordAgain: 'passwordsDiffer' }],
    ['a short password, of which the second is not looked at', { password: 'kort', passwordAgain: 'lang' }, { password: 'tooShort' }],
    ['a password of the municipality’s name', { password: 'gjøvik ved mjøsa', passwordAgain: 'gjøvik ved mjøsa' }, { password: 'personal' }],
  ])('is refused with %s', (_name, changes, errors) => {
    expect(read(changes)).toEqual({ errors });
  });
});

describe('its page', () => {
  const fieldsOf = (errors: FirstStartErrors, language: (typeof languages)[number] = 'nb') => {
    const { codeFields, groups } = firstStartView(language, typed, errors);
    return [...codeFields, ...groups.flatMap(({ fields }) => fields)];
  };

  test('keeps what was typed, but for the passwords', () => {
    const held = Object.fromEntries(fieldsOf({}).map((field) => [field.name, 'value' in field ? field.value : undefined]));
    expect(held).toEqual({ ...typed, password: '', passwordAgain: '' });
  });

  test.each(languages)('says each fault at its field and above, in words that are filled in: %s', (language) => {
    const codes: readonly FirstStartErrorCode[] = [...firstStartErrorCodes, ...passwordFaults];
    const told = codes.map((code) => fieldsOf({ email: code }, language).find(({ name }) => name === 'email')?.error);
    expect(new Set(told).size).toBe(codes.length);
    expect(told.filter((text) => text === undefined || /[{}]/.test(text))).toEqual([]);
    const { form } = firstStartView(language, typed, { code: 'codeWrong', passwordAgain: 'passwordsDiffer' });
    expect(form.errors?.items.map(({ href }) => href)).toEqual(['#code', '#passwordAgain']);
  });

  test('lists the register, and the choice of none of them last', () => {
    const field = fieldsOf({}).find(({ name }) => name === 'organisation');
    const values = field?.kind === 'select' ? field.options.map(({ value }) => value) : [];
    expect([values.length, values.at(-1)]).toEqual([registerChoices().length + 1, otherOrganisation]);
  });
});
