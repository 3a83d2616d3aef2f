import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { roles } from '#app/domain/permissions.ts';
import { readInviteForm, type InviteChoices, type InviteField } from './invite-form.ts';
import { inviteGroups } from './invite-view.ts';

/** Who is asked in, as what; programme, consultant and last day are a consultant's only. */

const today = calendarDate('2026-11-26');
const choices: InviteChoices = {
  programmes: [
    { id: 'p-1', name: 'LED skole', endsOn: calendarDate('2027-06-30') }, { id: 'p-2', name: 'Rektor', endsOn: calendarDate('2026-01-31') },
  ],
  consultants: [{ id: 'k-1', name: 'Kim', company: 'Kim AS' }, { id: 'k-2', name: 'Ola', company: undefined }],
};
const blank: Record<InviteField, string> = { name: '', email: '', role: '', language: '', programme: '', consultant: '', endsOn: '' };
const reader = { ...blank, name: 'Kari', email: 'kari@sorvik.example', role: 'reader', language: 'nb' };
const consultant = { ...reader, role: 'consultant', programme: 'p-1' };

const read = (typed: Record<InviteField, string>) => readInviteForm(typed, { ...choices, today });
const wishOf = (typed: Record<InviteField, string>) => {
  const reading = read(typed);
  return 'wish' in reading ? reading.wish : reading;
};
const codesOf = (typed: Record<InviteField, string>) => {
  const reading = read(typed);
  return 'faults' in reading ? Object.fromEntries(Object.entries(reading.faults).map(([field, { code }]) => [field, code])) : {};
};

describe('an invitation', () => {
  test('needs a name, an address, a role and a language', () => {
    expect(codesOf(blank)).toEqual({ name: 'missing', email: 'missing', role: 'missing', language: 'missing' });
  });

  test.each(roles.filter((role) => role !== 'consultant'))('as %s reaches no programme of its own', (role) => {
    expect(wishOf({ ...reader, role })).toEqual({
      name: 'Kari', email: 'kari@sorvik.example', role, language: 'nb', programmeId: undefined, consultantId: undefined, accessEndsOn: undefined,
    });
  });

  test.each<[string, Partial<typeof blank>, Record<string, string>]>([
    ['a reader of one programme', { programme: 'p-1' }, { programme: 'notForRole' }],
    ['a reader who is a consultant', { consultant: 'k-1' }, { consultant: 'notForRole' }],
    ['a role that is none', { role: 'king' }, { role: 'choiceMissing' }],
    ['a language that is none', { language: 'se' }, { language: 'choiceMissing' }],
    ['an address that is several', { email: 'a@b.no,c@d.no' }, { email: 'emailUnclear' }],
    ['an address with a name', { email: 'Kari<a@b.no>' }, { email: 'emailUnclear' }],
    ['a name longer than any', { name: 'x'.repeat(201) }, { name: 'tooLong' }],
  ])('is refused of %s', (_name, typed, codes) => {
    expect(codesOf({ ...reader, ...typed })).toEqual(codes);
  });

  test('holds one address only, whatever was typed: none that a mail’s header takes for two', () => {
    const pieces = fc.array(fc.constantFrom('a', '@', '.', 'no', ',', ';', '<', '>', '"', ':', '\\', '(', '\n', '\r', '\u2028', ' ', 'é'), { maxLength: 12 });
    fc.assert(fc.property(pieces, (parts) => {
      const reading = read({ ...reader, email: parts.join('') });
      return 'faults' in reading || /^[^\s@,;<>"()[\]:\\]+@[^\s@,;<>"()[\]:\\]+$/u.test(reading.wish.email);
    }), { seed: 7, numRuns: 2_000 });
  });
});

describe('a consultant', () => {
  test.each<[string, Partial<typeof blank>, Record<string, string>]>([
    ['no programme', { programme: '' }, { programme: 'missing' }],
    ['a programme that is gone', { programme: 'p-9' }, { programme: 'gone' }],
    ['the name of one who is gone', { consultant: 'k-9' }, { consultant: 'gone' }],
    ['a last day that was', { endsOn: '25.11.2026' }, { endsOn: 'past' }],
    ['a last day that is none', { endsOn: '31.02.2027' }, { endsOn: 'dayUnclear' }],
    ['several faults at once', { programme: 'p-9', endsOn: '25.11.2026' }, { programme: 'gone', endsOn: 'past' }],
  ])('is not asked in with %s', (_name, typed, codes) => {
    expect(codesOf({ ...consultant, ...typed })).toEqual(codes);
  });

  test.each<[string, Partial<typeof blank>, string]>([
    ['the day that was typed, today too', { endsOn: '26.11.2026' }, '2026-11-26'],
    ['a month after the programme where none was', {}, '2027-07-31'],
    ['a month from now where the programme has ended', { programme: 'p-2' }, '2026-12-27'],
  ])('is let in until %s', (_name, typed, day) => {
    expect(wishOf({ ...consultant, ...typed })).toMatchObject({ accessEndsOn: day });
  });

  test('is one of the organisation’s, or a new one', () => {
    expect(wishOf({ ...consultant, consultant: 'k-2' })).toMatchObject({ programmeId: 'p-1', consultantId: 'k-2' });
    expect(wishOf(consultant)).toMatchObject({ consultantId: undefined });
  });
});

describe('the form', () => {
  const groups = inviteGroups({ typed: consultant, faults: {}, language: 'nb' }, choices);
  const field = (name: InviteField) => groups.flatMap(({ fields }) => fields).find((each) => each.name === name);

  test('explains each role, and keeps what only a consultant has apart', () => {
    const role = field('role');
    const options = role?.kind === 'radios' ? role.options : [];
    expect(options.map(({ value }) => value)).toEqual(roles);
    expect(options.filter(({ hint }) => hint === undefined || hint === '')).toEqual([]);
    expect(groups.map(({ legend, fields }) => [legend, fields.map(({ name }) => name)])).toEqual([
      [undefined, ['name', 'email', 'role', 'language']], ['Bare for konsulenter', ['programme', 'consultant', 'endsOn']],
    ]);
  });

  test('asks nobody in as a consultant while there is no programme to let them in to', () => {
    const none = { ...choices, programmes: [] };
    const bare = inviteGroups({ typed: consultant, faults: {}, language: 'nb' }, none);
    expect(bare.map(({ fields }) => fields.map(({ name }) => name))).toEqual([['name', 'email', 'role', 'language']]);
    const [role] = bare.flatMap(({ fields }) => fields).filter((each) => each.kind === 'radios');
    expect(role?.options.map(({ value }) => value)).toEqual(roles.filter((each) => each !== 'consultant'));
    expect(readInviteForm(consultant, { ...none, today })).toMatchObject({ faults: { role: { code: 'choiceMissing' } } });
    expect(readInviteForm({ ...blank, name: 'Kari', email: 'kari@sorvik.example', role: 'reader', language: 'nb' }, { ...none, today })).toHaveProperty('wish');
  });

  test('names a consultant with the company, so that two of one name are told apart', () => {
    expect(field('consultant')).toMatchObject({ empty: 'En ny konsulent', options: [{ value: 'k-1', text: 'Kim, Kim AS' }, { value: 'k-2', text: 'Ola' }] });
  });

  test('fills in nothing that the browser knows of the one who asks', () => {
    expect([field('name'), field('email')]).toMatchObject([{ autoComplete: 'off', value: 'Kari' }, { autoComplete: 'off', type: 'email' }]);
  });
});
