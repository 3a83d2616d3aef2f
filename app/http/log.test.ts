import { describe, expect, test } from 'vitest';
import { openLog, type LogLevel } from './log.ts';
import { routePatterns } from './route-pattern.ts';

/** A log that whoever runs the service may read: ids and places, nothing anybody typed. */

function aLog(level: LogLevel = 'debug') {
  const lines: string[] = [];
  const log = openLog(level, { write: (line) => { lines.push(line); } });
  return { log, lines, last: (): unknown => JSON.parse(lines.at(-1) ?? '') };
}

describe('a line', () => {
  test('is JSON with its time, its level and what was told', () => {
    const { log, lines, last } = aLog();
    log.info('request', { status: 200, route: '/sign-in' });
    expect(last()).toMatchObject({ level: 'info', status: 200, route: '/sign-in', event: 'request' });
    expect(lines[0]).toMatch(/^\{"level":"info","time":"\d{4}-\d\d-\d\dT[\d:.]+Z",.*\}\n$/);
  });

  test.each<[LogLevel, number]>([['silent', 0], ['error', 1], ['warn', 1], ['info', 2], ['debug', 3]])('is written at its level or above: %s', (level, count) => {
    const { log, lines } = aLog(level);
    log.debug('file', {});
    log.info('request', {});
    log.fault(new Error('x'), {});
    expect(lines).toHaveLength(count);
  });
});

describe('a fault', () => {
  const secret = 'kari@sorvik.example';

  test('tells its kind, code, place and cause', () => {
    const { log, lines, last } = aLog();
    const cause = Object.assign(new TypeError('cause'), { code: 'SQLITE_FULL' });
    log.fault(new RangeError('fault', { cause }), { requestId: 'r-7' });
    expect(last()).toMatchObject({
      level: 'error', requestId: 'r-7', fault: { name: 'RangeError', cause: { name: 'TypeError', code: 'SQLITE_FULL' } },
    });
    expect(lines[0]).toContain('log.test.ts');
  });

  test.each([
    ['a message', () => new Error(`duplicate key (email)=(${secret})`)],
    ['a message of several lines, made to look like a place', () => new Error(`x\n    at ${secret}`)],
    ['a code', () => Object.assign(new Error('x'), { code: secret, detail: secret })],
    ['a cause', () => new Error('x', { cause: new Error(secret) })],
    ['a cause that is no error', () => new Error('x', { cause: secret })],
    ['a text that was thrown', () => secret],
  ])('tells nothing of %s', (_name, make) => {
    const { log, lines } = aLog();
    log.fault(make(), {});
    expect(lines.join('')).not.toContain('kari');
  });

  test('that causes itself ends', () => {
    const { log, lines } = aLog();
    const fault = new Error('x');
    fault.cause = fault;
    log.fault(fault, {});
    expect(lines).toHaveLength(1);
  });
});

describe('the route of an address', () => {
  const id = '9d3c8a9e-0000-4000-8000-000000000001';
  const routeOf = routePatterns([
    { id: 'root', path: '' }, { id: '$', parentId: 'root', path: '*' }, { id: 'index', parentId: 'root', path: undefined },
    { id: 'org', parentId: 'root', path: 'organisations/:organisation' }, { id: 'new', parentId: 'org', path: 'programmes/new' },
    { id: 'programme', parentId: 'org', path: 'programmes/:programme' }, { id: 'invitation', parentId: 'root', path: 'invitation/:token' },
  ]);

  test.each([
    ['/', '/', {}],
    [`/organisations/${id}`, '/organisations/:organisation', { organisation: id }],
    [`/organisations/${id}/programmes/new`, '/organisations/:organisation/programmes/new', { organisation: id }],
    [`/organisations/${id}/programmes/${id}.data`, '/organisations/:organisation/programmes/:programme', { organisation: id, programme: id }],
    ['/organisations/kari@sorvik.example', '/organisations/:organisation', {}],
    ['/invitation/s3cret-s3cret', '/invitation/:token', {}],
    ['/kari@sorvik.example', 'none', {}],
  ])('%s is %s', (path, pattern, ids) => {
    expect(routeOf(path)).toEqual({ pattern, ids });
  });
});
