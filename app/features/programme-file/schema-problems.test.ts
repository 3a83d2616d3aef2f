import { describe, expect, test } from 'vitest';
import { expenseKinds, notRefundableReasons } from '#app/domain/expense.ts';
import { pathToText } from '#app/domain/finding.ts';
import { programmeJson } from '#test/fixtures/programme-folder.ts';
import { programmeSchema } from './programme-schema.ts';
import { schemaProblems } from './schema-problems.ts';

function problemsOf(value: unknown) {
  const checked = programmeSchema.safeParse(value, { reportInput: true });
  return checked.success ? [] : schemaProblems(checked.error);
}

const asText = (value: unknown) => problemsOf(value).map(({ code, path }) => `${code} @ ${pathToText(path)}`);
const file = programmeJson();
const withExpenses = (...expenses: unknown[]) => ({ ...programmeJson(), expenses });

test('a file that is right has no problem', () => {
  expect(asText(programmeJson())).toEqual([]);
  expect(asText({ ...programmeJson(), $schema: 'programme.schema.json' })).toEqual([]);
});

test('what the product lets be left out may be left out', () => {
  const { organisation, contact, programme, grant } = programmeJson();
  const bare = {
    ...programmeJson(),
    organisation: { name: organisation.name, address: organisation.address, language: 'nb' },
    contact: { name: contact.name, email: contact.email },
    programme, grant: { reference: grant.reference, letterOn: grant.letterOn, expiresOn: grant.expiresOn },
    expenses: [
      { id: 'e1', kind: 'fee', days: [], attachments: [] },
      { id: 'e2', kind: 'travel', incurredOn: '2026-02-10', amount: '1.00', attachments: [] },
      { id: 'e3', kind: 'not_refundable', reason: 'venue', incurredOn: '2026-02-10', amount: '1.00', attachments: [] },
    ],
  };
  expect(asText(bare)).toEqual([]);
});

describe('a field that is missing is said to be missing, whatever it should hold', () => {
  test('in an empty file: every part', () => {
    const parts = ['format', 'organisation', 'contact', 'programme', 'grant', 'consultants', 'activities', 'expenses'];
    expect(asText({})).toEqual(parts.map((key) => `missing @ ${key}`));
  });

  test('a number, a day, a language, a name', () => {
    const json = { ...programmeJson(), programme: { supplier: { name: '' }, purpose: '', targetGroup: '' }, organisation: { address: {} } };
    expect(asText(json)).toEqual([
      'missing @ organisation.name', 'missing @ organisation.address.street', 'missing @ organisation.address.postalCode',
      'missing @ organisation.address.city', 'missing @ organisation.language', 'missing @ programme.name',
      'missing @ programme.leaderCount', 'missing @ programme.startsOn', 'missing @ programme.endsOn',
    ]);
  });

  test('of an expense: what its kind asks for', () => {
    expect(asText(withExpenses({ kind: 'fee' }, { kind: 'travel' }, { kind: 'not_refundable' }))).toEqual([
      'missing @ expenses[0].id', 'missing @ expenses[0].attachments', 'missing @ expenses[0].days',
      'missing @ expenses[1].id', 'missing @ expenses[1].attachments', 'missing @ expenses[1].incurredOn', 'missing @ expenses[1].amount',
      'missing @ expenses[2].id', 'missing @ expenses[2].attachments', 'missing @ expenses[2].reason', 'missing @ expenses[2].incurredOn',
      'missing @ expenses[2].amount',
    ]);
  });
});

test('each unknown key is a problem of its own, told with its place', () => {
  const json = { ...programmeJson(), extra: 1, 'to ord': 2, grant: { ...programmeJson().grant, colour: 'red' } };
  expect(problemsOf(json).map(({ code, path, facts }) => [code, pathToText(path), facts])).toEqual([
    ['unknown_key', 'grant.colour', { key: 'colour' }],
    ['unknown_key', 'extra', { key: 'extra' }],
    ['unknown_key', 'to ord', { key: 'to ord' }],
  ]);
});

test('an unknown key that means something to JavaScript is one like others', () => {
  const json: unknown = JSON.parse(JSON.stringify(programmeJson()).replace('{', '{"__proto__": {"polluted": true}, "constructor": 1,'));
  expect(asText(json).sort()).toEqual(['unknown_key @ __proto__', 'unknown_key @ constructor']);
});

describe('a choice that is none names those there are', () => {
  test.each([
    ['a kind of expense', withExpenses({ kind: 'gift' }), 'expenses[0].kind', expenseKinds],
    ['no kind of expense', withExpenses({}), 'expenses[0].kind', expenseKinds],
    ['a reason', withExpenses({ ...programmeJson().expenses[2], reason: 'whim' }), 'expenses[0].reason', notRefundableReasons],
    ['a language', { ...file, organisation: { ...file.organisation, language: 'sv' } }, 'organisation.language', ['nb', 'nn', 'en']],
  ] as const)('%s', (_what, json, path, allowed) => {
    const found = problemsOf(json).map((each) => [each.code, pathToText(each.path), each.facts]);
    expect(found).toEqual([['not_one_of', path, { allowed: allowed.join(', ') }]]);
  });
});

describe('another type than expected is told with the type', () => {
  test.each([
    ['the file is a list', [], '', 'object'],
    ['the file is nothing', null, '', 'object'],
    ['an expense is a number', withExpenses(5), 'expenses[0]', 'object'],
    ['an expense is null', withExpenses(null), 'expenses[0]', 'object'],
    ['a list is an object', { ...programmeJson(), consultants: {} }, 'consultants', 'array'],
    ['a name is a number', { ...programmeJson(), contact: { ...programmeJson().contact, name: 7 } }, 'contact.name', 'string'],
  ])('%s', (_what, json, path, expected) => {
    expect(problemsOf(json).map(({ facts }) => facts)).toEqual([{ expected }]);
    expect(asText(json)).toEqual([`wrong_type @ ${path}`]);
  });
});

test('a day that does not exist is not compared with other days', () => {
  const json = { ...programmeJson(), programme: { ...programmeJson().programme, startsOn: '2026-13-40' } };
  expect(asText(json)).toEqual(['not_a_day @ programme.startsOn']);
});

test('every wrong field is told at once', () => {
  const json = { ...programmeJson(), contact: {}, grant: { expiresOn: 'snart', amount: '0', percent: '0' } };
  expect(asText(json)).toEqual([
    'missing @ contact.name', 'missing @ contact.email', 'not_positive @ grant.amount', 'not_a_percentage @ grant.percent',
    'not_a_day @ grant.expiresOn',
  ]);
});
