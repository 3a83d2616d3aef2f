import { expect, test } from 'vitest';
import { programmeJson } from '#test/fixtures/programme-folder.ts';
import { attachmentPlaces, decodeProgrammeText, namesLeavingFolder, readProgrammeText } from './read-programme-text.ts';

const read = (json: unknown) => readProgrammeText(JSON.stringify(json));

test('a text is read without any folder: what it holds, and what is wrong with it', () => {
  expect(read(programmeJson())).toMatchObject({ file: { format: 'ou-refusjon/programme@1' }, problems: [] });
  expect(read({ ...programmeJson(), color: 'red' })).toMatchObject({ file: undefined, problems: [{ code: 'unknown_key', path: ['color'] }] });
  expect(readProgrammeText('{')).toMatchObject({ file: undefined, problems: [{ code: 'not_json' }] });
});

test('a dangling id is told, and the file is there all the same', () => {
  const [line] = programmeJson().expenses;
  const result = read({ ...programmeJson(), expenses: [{ ...line, consultant: 'k9' }] });
  expect(result.file).toBeDefined();
  expect(result.problems).toMatchObject([{ code: 'unknown_id', path: ['expenses', 0, 'consultant'] }]);
});

test('each file is named where it is named first; a name that leads out of the folder is a problem whatever lies there', () => {
  const json = programmeJson();
  const { file } = read({ ...json, grant: { ...json.grant, letter: '../brev.pdf' } });
  if (file === undefined) throw new Error('not read');
  expect([...attachmentPlaces(file)]).toEqual([['../brev.pdf', ['grant', 'letter']], ['faktura-1001.pdf', ['expenses', 0, 'attachments', 0]]]);
  expect(namesLeavingFolder(file)).toMatchObject([{ code: 'path_leaves_folder', path: ['grant', 'letter'] }]);
});

test('bytes that are no text are a problem that names the file', () => {
  expect(decodeProgrammeText(new TextEncoder().encode('æ'), 'p.json')).toBe('æ');
  expect(decodeProgrammeText(Uint8Array.of(0x7b, 0xff), 'p.json')).toMatchObject({ code: 'not_text', facts: { file: 'p.json' } });
});
