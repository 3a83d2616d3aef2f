import { expect, test } from 'vitest';
import { openLog } from '#app/http/log.ts';
import { headEvent } from './log-audit-heads.server.ts';
import { readKeptHeads, readPrintedHead } from './kept-heads.ts';

const hash = 'a1'.repeat(32);
const organisationId = '0d6f1c9e-0000-4000-8000-000000000001';

test('a claim.json gives its head, which does not say whose it is', () => {
  const claim = JSON.stringify({ format: 'ou-refusjon/claim@1', auditHead: { sequence: 12, hash }, pdf: null }, undefined, 2);
  expect(readKeptHeads(claim)).toEqual([{ organisationId: undefined, sequence: 12, hash }]);
});

test('what was said at an earlier time gives a head for each organisation', () => {
  const said = `Sørvik kommune: historikken er uendret.\n  ${organisationId} 7 ${hash}\nNordvik: ingenting har skjedd.\n`;
  expect(readKeptHeads(said)).toEqual([{ organisationId, sequence: 7, hash }]);
});

test('the log of the service gives every head that was written to it, among its other lines', () => {
  const lines: string[] = [];
  const log = openLog('info', { write: (line) => { lines.push(line); } });
  log.info('request', { route: 'x', status: 200 });
  log.info(headEvent, { organisation: organisationId, sequence: 7, hash });
  log.info(headEvent, { organisation: organisationId, sequence: 9, hash });
  expect(readKeptHeads(lines.join(''))).toEqual([{ organisationId, sequence: 7, hash }, { organisationId, sequence: 9, hash }]);
});

test('a head typed from paper is read, in capitals too', () => {
  expect(readPrintedHead(` 12:${hash.toUpperCase()} `)).toEqual({ organisationId: undefined, sequence: 12, hash });
});

test.each(['', 'claim.json', `12:${hash}0`, `12 ${hash}`, `:${hash}`])('%j is no head', (text) => {
  expect(readPrintedHead(text)).toBeUndefined();
});

test.each(['', '{}', 'nothing here', '{"auditHead":{"sequence":1,"hash":"short"}}', `${organisationId} 7 abc`])('%j holds none', (text) => {
  expect(readKeptHeads(text)).toEqual([]);
});
