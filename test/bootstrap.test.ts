import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

/** A project with nothing to install, so that the real npm has done at once. */
const packageJson = { name: 'small', version: '1.0.0', type: 'module', bin: { ou: 'app/ou.mjs' } };
const lockFile = { name: 'small', version: '1.0.0', lockfileVersion: 3, requires: true, packages: { '': { name: 'small', version: '1.0.0' } } };
const installing = 'Installerer det som trengs (én gang, et minutt eller to) …\n';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ou-bootstrap-'));
  await mkdir(join(folder, 'app'));
  for (const name of ['bootstrap.mjs', 'ou.mjs']) await cp(join(import.meta.dirname, '..', 'app', name), join(folder, 'app', name));
  await write('package.json', JSON.stringify(packageJson));
  await write('package-lock.json', JSON.stringify(lockFile));
  await write('app/cli.ts', 'const words: string[] = process.argv.slice(2);\nconsole.log(words.join(" "));\nprocess.exitCode = Number(words[0]);\n');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (path: string, text: string) => writeFile(join(folder, path), text);

function run(program: string, ...words: string[]): Promise<{ status: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    // The tests themselves may run under a Node that was told where the project keeps what it compiles.
    const env = { ...process.env, NODE_COMPILE_CACHE: undefined };
    const child = spawn(process.execPath, [join(folder, 'app', program), ...words], { stdio: ['ignore', 'pipe', 'pipe'], env });
    const written = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => { written.stdout += chunk.toString(); });
    child.stderr.on('data', (chunk: Buffer) => { written.stderr += chunk.toString(); });
    child.on('close', (status) => { resolve({ status, ...written }); });
  });
}

test('the first time it installs and says so on stderr only; then it says nothing and passes everything on', async () => {
  expect(await run('ou.mjs', '3', '--out', 'a b')).toEqual({ status: 3, stdout: '3 --out a b\n', stderr: installing });
  expect(await run('ou.mjs', '0')).toEqual({ status: 0, stdout: '0\n', stderr: '' });
});

test('what the program was compiled to is kept for the next time, and follows a change of it', async () => {
  await run('ou.mjs', '0');
  expect((await readdir(join(folder, '.cache', 'compiled'))).length).toBeGreaterThan(0);
  await write('app/cli.ts', 'console.log("another" as string);\n');
  expect(await run('ou.mjs', '0')).toMatchObject({ status: 0, stdout: 'another\n', stderr: '' });
});

test('where that can’t be kept, the program runs all the same', async () => {
  await run('ou.mjs', '0');
  await rm(join(folder, '.cache'), { recursive: true });
  await write('.cache', 'in the way');
  expect(await run('ou.mjs', '0')).toEqual({ status: 0, stdout: '0\n', stderr: '' });
});

test('other packages are installed anew', async () => {
  await run('ou.mjs', '0');
  await write('package-lock.json', JSON.stringify({ ...lockFile, version: '1.0.1' }));
  expect((await run('ou.mjs', '0')).stderr).toBe(installing);
});

test('of several at once, one installs and the others wait for it', async () => {
  const ends = await Promise.all([run('ou.mjs', '0'), run('ou.mjs', '0'), run('ou.mjs', '0')]);
  expect(ends.map(({ status, stdout }) => `${status} ${stdout}`)).toEqual(['0 0\n', '0 0\n', '0 0\n']);
  expect(ends.filter(({ stderr }) => stderr.includes(installing))).toHaveLength(1);
});

test('a lock left by a process that is gone is taken over', async () => {
  await mkdir(join(folder, '.cache', 'bootstrap.lock'), { recursive: true });
  await write('.cache/bootstrap.lock/owner', `${hostname()} 999999999`);
  expect((await run('ou.mjs', '0')).status).toBe(0);
});

describe('what a person can mend is said in plain words, without a stack trace', () => {
  test('a lock file that does not fit', async () => {
    await write('package.json', JSON.stringify({ ...packageJson, dependencies: { zod: '4.6.7' } }));
    expect(await run('ou.mjs', '0')).toEqual({
      status: 1,
      stdout: '',
      stderr: `${installing}Fikk ikke installert pakkene. package.json og package-lock.json stemmer ikke med hverandre. Hent filene på nytt fra git.\n`,
    });
  });

  test('a command that is none', async () => {
    expect(await run('bootstrap.mjs', 'fly')).toEqual({ status: 1, stdout: '', stderr: 'Bruk: node app/bootstrap.mjs start | demo | test | ou\n' });
  });
});
