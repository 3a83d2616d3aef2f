import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { buffer, text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import type { AppLoadContext, LoaderFunctionArgs, ServerBuild } from '@remix-run/node';
import express from 'express';
import { describe, expect, onTestFinished, test } from 'vitest';
import { FileStore } from '#app/features/attachments/file-store.server.ts';
import { Works } from '#app/features/progress/works.server.ts';
import { SetupCode } from '#app/features/users/setup-code.server.ts';
import { testSecretBox } from '#test/fixtures/secret-box.ts';
import { openAnyFile } from '#app/features/attachments/reading/open-any-file.server.ts';
import { unlockPdf } from '#app/pdf/vouchers/unlock.server.ts';
import { projectFolder } from '#app/project-folder.ts';
import { openTestDatabase } from '#test/fixtures/databases.ts';
import { streamedFileAnswer } from './file-answer.ts';
import { remixHandler } from './remix-handler.ts';
import { sendTo } from './send-to.ts';

const chunkBytes = 256 * 1024;

type Door = (args: LoaderFunctionArgs) => Promise<Response>;

/** An application of one address, `/zip`, which answers with this. */
function buildWith(door: Door): ServerBuild {
  const place = { id: 'routes/zip', path: 'zip' };
  const entry = { ...place, hasLoader: true, hasAction: true, hasClientLoader: false, hasClientAction: false, hasErrorBoundary: false, module: '' };
  return {
    mode: 'production', publicPath: '/', assetsBuildDirectory: '', isSpaMode: false,
    entry: { module: { default: () => new Response('a page') } },
    routes: { [place.id]: { ...place, module: { loader: door, action: door, default: undefined } } },
    assets: { entry: { imports: [], module: '' }, routes: { [place.id]: entry }, url: '', version: '1' },
    future: { v3_fetcherPersist: true, v3_relativeSplatPath: true, v3_throwAbortReason: true, v3_lazyRouteDiscovery: false, v3_singleFetch: true },
  };
}

async function aContext(): Promise<AppLoadContext> {
  const database = await openTestDatabase('sqlite');
  const services = { database, files: new FileStore(tmpdir()), openFile: openAnyFile, unlockFile: unlockPdf, works: new Works(tmpdir()), setupCode: new SetupCode(), secretBox: testSecretBox, projectFolder, clock: () => new Date(0) };
  return { nonce: '', requestId: '', services };
}

interface Asked {
  readonly method?: 'GET' | 'HEAD' | 'POST';
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

async function ask(door: Door, { method = 'GET', headers = {}, body = '' }: Asked = {}): Promise<IncomingMessage> {
  const context = await aContext();
  const server = createServer(express().use(remixHandler(buildWith(door), () => context)));
  onTestFinished(() => { server.close(); server.closeAllConnections(); });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return new Promise((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port, path: '/zip?as=zip', method, headers, agent: false }, resolve).on('error', reject).end(body);
  });
}

/** A large file, and what is known of its making. */
function aLargeFile() {
  const making = { made: 0, isLeft: false };
  async function* make() {
    try {
      for (; making.made < 1_000; making.made += 1) yield await Promise.resolve(new Uint8Array(chunkBytes));
    } finally {
      making.isLeft = making.made < 1_000;
    }
  }
  return { making, answer: () => streamedFileAnswer(make(), { name: 'krav.zip', mediaType: 'application/zip' }) };
}

describe('what Remix answers', () => {
  test('is made no faster than it is read, through all of Remix', async () => {
    const { making, answer } = aLargeFile();
    const reader = await ask(() => Promise.resolve(answer()));
    await setTimeout(500);
    expect(making.made).toBeLessThan(100);
    expect(await buffer(reader)).toHaveLength(1_000 * chunkBytes);
  });

  test('is made no further when the reader has left, and the door’s request says so', async () => {
    const { making, answer } = aLargeFile();
    const signals: AbortSignal[] = [];
    const reader = await ask(({ request }) => { signals.push(request.signal); return Promise.resolve(answer()); });
    await setTimeout(100);
    reader.on('error', () => undefined).destroy();
    await expect.poll(() => making.isLeft).toBe(true);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(making.made).toBeLessThan(100);
  });

  test('is not made at all for a question about its headers', async () => {
    const { making, answer } = aLargeFile();
    const reader = await ask(() => Promise.resolve(answer()), { method: 'HEAD' });
    expect([reader.statusCode, reader.headers['content-type']]).toEqual([200, 'application/zip']);
    expect(await buffer(reader)).toHaveLength(0);
    expect(making.made).toBe(0);
  });

  test('is told without being followed where a script sent the form', async () => {
    const redirect: Door = () => Promise.resolve(sendTo('/there'));
    const asked = { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } } as const;
    const [plain, led] = [await ask(redirect, asked), await ask(redirect, { ...asked, headers: { ...asked.headers, Prefer: 'respond-async' } })];
    expect([plain.statusCode, plain.headers.location]).toEqual([303, '/there']);
    expect([led.statusCode, led.headers.location, await text(led)]).toEqual([204, '/there', '']);
  });

  test('is to the request as it came: address, headers and form', async () => {
    const reader = await ask(async ({ request }) => new Response(JSON.stringify({
      path: new URL(request.url).pathname + new URL(request.url).search, language: request.headers.get('Accept-Language'), body: await request.text(),
      isGone: request.signal.aborted,
    })), { method: 'POST', headers: { 'Accept-Language': 'nn', 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'navn=%C3%98ystein' });
    expect(JSON.parse(await text(reader))).toEqual({ path: '/zip?as=zip', language: 'nn', body: 'navn=%C3%98ystein', isGone: false });
  });
});
