import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openSecretBox, SecretBox } from './secret-box.server.ts';

const box = new SecretBox(randomBytes(32));

test('what is sealed opens again, and says nothing meanwhile', () => {
  const sealed = box.seal('hemmelig æøå', 'mail');
  expect(sealed).not.toContain('hemmelig');
  expect(box.open(sealed, 'mail')).toBe('hemmelig æøå');
});

test('the same text is sealed in another way each time', () => {
  expect(box.seal('kode', 'mail')).not.toBe(box.seal('kode', 'mail'));
});

test.each([
  ['for another purpose', (sealed: string) => box.open(sealed, 'totp')],
  ['with another key', (sealed: string) => new SecretBox(randomBytes(32)).open(sealed, 'mail')],
  ['when it was altered', (sealed: string) => box.open(`${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`, 'mail')],
  ['when it was cut', (sealed: string) => box.open(sealed.slice(0, 20), 'mail')],
])('what is sealed does not open %s', (_when, open) => {
  expect(() => open(box.seal('hemmelig', 'mail'))).toThrow();
});

test('a key of another length is refused', () => {
  expect(() => new SecretBox(randomBytes(16))).toThrow('16 bytes');
});

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ou-secret-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test('servers that start at once on one folder share its key, which only their user reads', async () => {
  const folder = await aFolder();
  const boxes = await Promise.all(Array.from({ length: 8 }, () => openSecretBox(folder)));
  const sealed = boxes[0]?.seal('felles', 'mail') ?? '';
  expect(boxes.map((each) => each.open(sealed, 'mail'))).toEqual(Array.from({ length: 8 }, () => 'felles'));
  expect(await readdir(folder)).toEqual(['secret.key']);
  expect((await stat(join(folder, 'secret.key'))).mode & 0o777).toBe(0o600);
});

test('a server that starts again opens what it sealed before', async () => {
  const folder = await aFolder();
  const sealed = (await openSecretBox(folder)).seal('før', 'totp');
  expect((await openSecretBox(folder)).open(sealed, 'totp')).toBe('før');
});
