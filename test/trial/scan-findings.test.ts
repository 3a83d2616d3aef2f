import { describe, expect, test } from 'vitest';
import { readSqlmapOutput, readWapitiReport } from './scan-findings.ts';

/** What the scanners say is read so that a finding cannot be missed. */

describe('a report of wapiti', () => {
  const finding = { level: 3, method: 'POST', path: '/sign-in', info: 'Injection in email', parameter: 'email', http_request: '', curl_command: '' };

  test('gives each finding with its level, the anomalies too', () => {
    const json = JSON.stringify({ vulnerabilities: { 'SQL Injection': [finding], Backup: [] }, anomalies: { 'Internal Server Error': [{ ...finding, level: 2 }] }, infos: { crawled_pages_nbr: 12 } });
    expect(readWapitiReport(json)).toEqual({
      crawledPages: 12,
      findings: [
        { kind: 'SQL Injection', level: 'high', where: 'POST /sign-in Injection in email' }, { kind: 'Internal Server Error', level: 'medium', where: 'POST /sign-in Injection in email' },
      ],
    });
  });

  test.each(['', '{}', '{"vulnerabilities":{},"infos":{}}', '{"vulnerabilities":{"X":[{"level":4,"method":"GET","path":"/","info":""}]},"anomalies":{},"infos":{}}'])(
    'that is none is no clean one: %j', (json) => {
      expect(() => readWapitiReport(json)).toThrow();
    });
});

describe('what sqlmap prints', () => {
  test('tells what it could inject into', () => {
    const output = [
      '[19:00:00] [INFO] testing for SQL injection on POST parameter \'email\'',
      '[19:00:01] [INFO] POST parameter \'email\' appears to be \'AND boolean-based blind\' injectable',
      'POST parameter \'email\' is vulnerable. Do you want to keep testing the others (if any)? [y/N] N', 'Parameter: email (POST)',
    ].join('\n');
    const { findings, tried } = readSqlmapOutput(output);
    expect(tried).toBe(1);
    expect(findings.map(({ level }) => level)).toEqual(['high', 'high', 'high']);
  });

  test('and nothing where a heuristic only guessed, or nothing was found', () => {
    const output = [
      '[19:00:00] [WARNING] heuristic (basic) test shows that GET parameter \'as\' might not be injectable', '[19:00:00] [INFO] testing for SQL injection on GET parameter \'as\'',
      '[19:00:02] [WARNING] GET parameter \'as\' does not seem to be injectable',
    ].join('\n');
    expect(readSqlmapOutput(output)).toEqual({ findings: [], tried: 1 });
  });
});
