import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pathToText } from '#app/domain/finding.ts';
import { moneyToText } from '#app/domain/money.ts';
import { netOf } from '#app/domain/expense.ts';
import { findingText } from '#app/i18n/finding-text.ts';
import { projectFolder } from '#app/project-folder.ts';
import { aPdf } from '#test/fixtures/papers.ts';
import { aProgrammeFolder, programmeJson } from '#test/fixtures/programme-folder.ts';
import { attachmentPath } from './attachment-path.ts';
import { programmeJsonSchema } from './json-schema.ts';
import { readProgrammeFile } from './read-programme-file.server.ts';

async function problemsOf(json: unknown): Promise<string[]> {
  const { file } = await aProgrammeFolder(json);
  const result = await readProgrammeFile(file);
  return 'problems' in result ? result.problems.map((problem) => `${problem.code} @ ${pathToText(problem.path)}`) : [];
}

/** The valid file with one value changed; undefined takes the key away. */
function changed(path: string, value: unknown): unknown {
  const json: unknown = JSON.parse(JSON.stringify(programmeJson()));
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let place = json;
  for (const key of keys) place = isObject(place) ? place[key] : undefined;
  if (!isObject(place)) throw new Error(`no such place: ${path}`);
  if (value === undefined) Reflect.deleteProperty(place, last);
  else place[last] = value;
  return json;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

test('a programme file is read into the domain’s programme', async () => {
  const { file } = await aProgrammeFolder();
  const result = await readProgrammeFile(file);
  if ('problems' in result) throw new Error('not read');
  expect(result.programme.expenses.map((expense) => moneyToText(netOf(expense)))).toEqual(['20000.00', '2412.50', '8000.00']);
  expect(result.programme.grant).toMatchObject({ reference: '25/12345-1', letter: 'tilsagnsbrev.pdf' });
});

describe('a file is no programme file when', () => {
  const cases: [string, string, unknown, string][] = [
    ['a key is unknown', 'grant.color', 'red', 'unknown_key @ grant.color'],
    ['a key of an expense is unknown', 'expenses.0.amount', '20000.00', 'unknown_key @ expenses[0].amount'],
    ['an amount is a float', 'expenses.0.days.0.amount', 20000.5, 'not_an_amount @ expenses[0].days[0].amount'],
    ['an amount is a whole number', 'expenses.1.amount', 2412, 'not_an_amount @ expenses[1].amount'],
    ['an amount has three decimals', 'expenses.1.amount', '2412.500', 'not_an_amount @ expenses[1].amount'],
    ['an amount has a comma', 'expenses.1.amount', '2412,50', 'not_an_amount @ expenses[1].amount'],
    ['VAT has an exponent', 'expenses.1.vat', '2e2', 'not_an_amount @ expenses[1].vat'],
    ['a day does not exist', 'expenses.0.days.0.on', '2026-02-30', 'not_a_day @ expenses[0].days[0].on'],
    ['a day is written otherwise', 'programme.startsOn', '15.01.2026', 'not_a_day @ programme.startsOn'],
    ['the programme ends before it starts', 'programme.endsOn', '2026-01-01', 'ends_before_start @ programme.endsOn'],
    ['an activity ends before it starts', 'activities.0.endsOn', '2026-02-09', 'ends_before_start @ activities[0].endsOn'],
    ['a consultant is not in the file', 'expenses.0.consultant', 'k9', 'unknown_id @ expenses[0].consultant'],
    ['an activity is not in the file', 'expenses.0.activity', 'a9', 'unknown_id @ expenses[0].activity'],
    ['an id is used twice', 'expenses.1.id', 'e1', 'duplicate_id @ expenses[1].id'],
    ['an amount is negative without crediting', 'expenses.1.amount', '-1.00', 'negative_without_credit @ expenses[1].amount'],
    ['a percentage is above a hundred', 'grant.percent', '101', 'not_a_percentage @ grant.percent'],
    ['a day cap is not above zero', 'grant.dayCap', '0.00', 'not_positive @ grant.dayCap'],
    ['a kind is unknown', 'expenses.0.kind', 'gift', 'not_one_of @ expenses[0].kind'],
    ['a role is unknown', 'consultants.0.role', 'clown', 'not_one_of @ consultants[0].role'],
    ['a number of leaders is not whole', 'programme.leaderCount', 24.5, 'not_whole @ programme.leaderCount'],
    ['a required field is missing', 'programme.name', undefined, 'missing @ programme.name'],
    ['a name is blank', 'organisation.name', ' ', 'blank @ organisation.name'],
    ['a text has control characters', 'programme.name', 'LED\u0000', 'control_character @ programme.name'],
    ['a list is none', 'expenses', {}, 'wrong_type @ expenses'],
    ['a value is null', 'grant.amount', null, 'not_an_amount @ grant.amount'],
    ['the format is another', 'format', 'ou-refusjon/programme@2', 'wrong_format @ format'],
    ['an attachment climbs out', 'expenses.0.attachments.0', '../faktura.pdf', 'path_leaves_folder @ expenses[0].attachments[0]'],
    ['an attachment climbs out by a detour', 'expenses.0.attachments.0', 'a/../../faktura.pdf', 'path_leaves_folder @ expenses[0].attachments[0]'],
    ['an attachment is absolute', 'grant.letter', '/etc/passwd', 'path_leaves_folder @ grant.letter'],
    ['an attachment is absolute on Windows', 'grant.letter', 'C:\\brev.pdf', 'path_leaves_folder @ grant.letter'],
    ['an attachment climbs out on Windows', 'grant.letter', '..\\brev.pdf', 'path_leaves_folder @ grant.letter'],
  ];

  test.each(cases)('%s', async (_name, path, value, problem) => {
    expect(await problemsOf(changed(path, value))).toEqual([problem]);
  });

  test('a credit note credits itself, another credit note, another kind, or a positive amount', async () => {
    const credit = (fields: object) => ({ ...programmeJson().expenses[1], id: 'k', amount: '-1.00', creditOf: 'e2', ...fields });
    const withCredit = (fields: object, more: object[] = []) => problemsOf({ ...programmeJson(), expenses: [...programmeJson().expenses, credit(fields), ...more] });
    expect(await withCredit({})).toEqual([]);
    expect(await withCredit({ creditOf: 'e9' })).toEqual(['unknown_id @ expenses[3].creditOf']);
    expect(await withCredit({ creditOf: 'k' })).toEqual(['credit_of_itself @ expenses[3].creditOf']);
    expect(await withCredit({ creditOf: 'e1' })).toEqual(['credit_of_other_kind @ expenses[3].creditOf']);
    expect(await withCredit({ amount: '1.00' })).toEqual(['credit_not_negative @ expenses[3].amount']);
    expect(await withCredit({}, [{ ...credit({}), id: 'k2', creditOf: 'k' }])).toEqual(['credit_of_credit @ expenses[4].creditOf']);
  });

  test('it is not JSON, not text, too deep, or has a key twice', async () => {
    expect(await problemsOf('{ "format": ')).toEqual(['not_json @ ']);
    expect(await problemsOf('')).toEqual(['not_json @ ']);
    expect(await problemsOf('['.repeat(100_000))).toEqual(['too_deep @ ']);
    expect(await problemsOf('{ "grant": { "amount": "1.00", "amount": "2.00" } }')).toEqual(['duplicate_key @ grant.amount']);
    const { file } = await aProgrammeFolder();
    await writeFile(file, Buffer.from([0x7b, 0xff, 0x7d]));
    expect(await readProgrammeFile(file)).toMatchObject({ problems: [{ code: 'not_text' }] });
    expect(await readProgrammeFile(`${file}.borte`)).toMatchObject({ problems: [{ code: 'file_not_found' }] });
    expect(await readProgrammeFile(join(file, '..'))).toMatchObject({ problems: [{ code: 'file_unreadable' }] });
  });

  test('an attachment is a symbolic link out of the folder, or lies in a folder that is one', async () => {
    const outside = await aProgrammeFolder();
    const { file, folder } = await aProgrammeFolder(changed('expenses.0.attachments', ['lenke.pdf', 'mappe/tilsagnsbrev.pdf', 'inne.pdf']));
    await symlink(join(outside.folder, 'tilsagnsbrev.pdf'), join(folder, 'lenke.pdf'));
    await symlink(outside.folder, join(folder, 'mappe'));
    await symlink(join(folder, 'tilsagnsbrev.pdf'), join(folder, 'inne.pdf'));
    const result = await readProgrammeFile(file);
    expect('problems' in result && result.problems.map(({ path }) => pathToText(path))).toEqual(['expenses[0].attachments[0]', 'expenses[0].attachments[1]']);
  });
});

test('a file in a folder below, and one named in two ways, is one file', async () => {
  const { file, folder } = await aProgrammeFolder(changed('expenses.0.attachments', ['bilag/a.pdf', './bilag/a.pdf', 'bilag//a.pdf']));
  await mkdir(join(folder, 'bilag'));
  await writeFile(join(folder, 'bilag', 'a.pdf'), await aPdf({ marker: 'A' }));
  expect(await readProgrammeFile(file)).toMatchObject({ programme: { expenses: [{ attachments: ['bilag/a.pdf'] }, {}, {}] } });
  expect(attachmentPath('a/../b.pdf')).toBe('b.pdf');
});

test('each problem is a plain sentence in each language', () => {
  const texts = (['nb', 'nn', 'en'] as const).map((language) => findingText('schema', { code: 'unknown_key', path: ['grant', 'color'], facts: { key: 'color' } }, language));
  expect(texts.map(({ path }) => path)).toEqual(['grant.color', 'grant.color', 'grant.color']);
  expect(texts.every(({ message }) => message.includes('color') && message.endsWith('.'))).toBe(true);
});

test('the JSON Schema for editors is the one the product checks by', () => {
  expect(readFileSync(join(projectFolder, 'public', 'programme.schema.json'), 'utf8')).toBe(programmeJsonSchema());
});
