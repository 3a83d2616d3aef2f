import { expect, test } from 'vitest';
import { fileAnswer } from './file-answer.ts';

const file = { pieces: [Buffer.from('%PDF-'), Buffer.from('1.7')], mediaType: 'application/pdf', name: 'krav-7 Søgne.pdf', isShown: false };
const headersOf = (answer: Response) => Object.fromEntries(answer.headers);

test('a file is handed over to be kept, by its name, whole', async () => {
  const answer = fileAnswer(file);
  expect(headersOf(answer)).toMatchObject({
    'content-type': 'application/pdf', 'content-length': '8', 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store',
    'content-disposition': 'attachment; filename="krav-7 Sogne.pdf"; filename*=UTF-8\'\'krav-7%20S%C3%B8gne.pdf',
  });
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from('%PDF-1.7'));
});

test('a file in pieces is sent piece by piece, each as it is, and no further when its reader leaves', async () => {
  const reader = fileAnswer(file).body?.getReader();
  for (const piece of file.pieces) expect((await reader?.read())?.value).toBe(piece);
  expect(await reader?.read()).toEqual({ done: true, value: undefined });
  const left = fileAnswer(file).body?.getReader();
  await left?.cancel();
  expect(await left?.read()).toEqual({ done: true, value: undefined });
});

test('a file to keep is in a sandbox; so is a picture that is shown', () => {
  expect(headersOf(fileAnswer(file))['content-security-policy']).toMatch(/^sandbox;/);
  expect(headersOf(fileAnswer({ ...file, mediaType: 'image/png', isShown: true }))['content-security-policy']).toMatch(/^sandbox;/);
});

test('a PDF that is shown may be framed by our own pages only, and runs nothing', () => {
  const policy = headersOf(fileAnswer({ ...file, isShown: true }))['content-security-policy'];
  expect(policy).toContain("frame-ancestors 'self'");
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('script-src');
});

test('what never changes is named by its content', () => {
  expect(headersOf(fileAnswer({ ...file, etag: 'abc' }))['etag']).toBe('"abc"');
  expect(fileAnswer(file).headers.has('etag')).toBe(false);
});
