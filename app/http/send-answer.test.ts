import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { buffer } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { streamedFileAnswer } from './file-answer.ts';
import { sendAnswer } from './send-answer.ts';

const chunkBytes = 256 * 1024;
const zip = { name: 'krav.zip', mediaType: 'application/zip' };

interface Making {
  made: number;
  isLeft: boolean;
}

/** So many chunks of a file; it is told how many were made, and whether nobody wants the rest. */
function chunks(count: number, fault?: Error) {
  const making: Making = { made: 0, isLeft: false };
  async function* make() {
    try {
      for (; making.made < count; making.made += 1) yield await Promise.resolve(new Uint8Array(chunkBytes));
      if (fault !== undefined) throw fault;
    } finally {
      making.isLeft = making.made < count;
    }
  }
  return { making, make };
}

/** A server that sends this to whoever asks; its own part is told when it ended. */
async function serving(answer: Response, before: Readonly<Record<string, string>> = {}): Promise<{ reader: IncomingMessage; sent: Promise<unknown> }> {
  const ended = Promise.withResolvers<unknown>();
  const server = createServer((_request, response) => {
    for (const [name, value] of Object.entries(before)) response.setHeader(name, value);
    sendAnswer(answer, response).then(() => { ended.resolve(undefined); }, ended.resolve);
  });
  onTestFinished(() => { server.close(); server.closeAllConnections(); });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const reader = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ host: '127.0.0.1', port: portOf(server.address()), agent: false }, resolve).on('error', reject);
  });
  return { reader, sent: ended.promise };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** How many chunks were made when no more are made. */
async function standstill(making: Making): Promise<number> {
  let before = -1;
  while (before !== making.made) {
    before = making.made;
    await setTimeout(200);
  }
  return before;
}

describe('an answer that is made while it is sent', () => {
  test('is sent whole, as a file of unknown length', async () => {
    const { make } = chunks(20);
    const { reader, sent } = await serving(streamedFileAnswer(make(), zip));
    expect(reader.headers).toMatchObject({
      'content-type': 'application/zip', 'transfer-encoding': 'chunked', 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff',
    });
    expect(reader.headers['content-length']).toBeUndefined();
    expect(await buffer(reader)).toHaveLength(20 * chunkBytes);
    expect(await sent).toBeUndefined();
  });

  test('waits for a slow reader instead of being kept in memory', async () => {
    const { make, making } = chunks(1_000);
    const { reader } = await serving(streamedFileAnswer(make(), zip));
    const held = await standstill(making);
    expect(held).toBeLessThan(100);
    expect(await buffer(reader)).toHaveLength(1_000 * chunkBytes);
  });

  test('is made no further when its reader leaves, and that is no fault', async () => {
    const { make, making } = chunks(1_000);
    const { reader, sent } = await serving(streamedFileAnswer(make(), zip));
    await standstill(making);
    reader.on('error', () => undefined).destroy();
    expect(await sent).toBeUndefined();
    expect(making).toMatchObject({ isLeft: true });
    expect(making.made).toBeLessThan(100);
  });

  test('breaks the connection off when it fails, so that the download fails too', async () => {
    const fault = new Error('A file is not the one the claim was made with');
    const { make } = chunks(20, fault);
    const { reader, sent } = await serving(streamedFileAnswer(make(), zip));
    await expect(buffer(reader)).rejects.toThrow('aborted');
    expect(await sent).toBe(fault);
    expect(reader.complete).toBe(false);
  });

  test('of which nothing is made when nobody reads it', async () => {
    const { make, making } = chunks(20);
    const answer = streamedFileAnswer(make(), zip);
    await setTimeout(20);
    expect(making.made).toBe(0);
    await answer.body?.cancel();
    expect(making.made).toBe(0);
  });

  test('keeps status, words and every cookie', async () => {
    const headers = new Headers([['Set-Cookie', 'a=1'], ['Set-Cookie', 'b=2'], ['Location', '/x']]);
    const { reader } = await serving(new Response(null, { status: 303, statusText: 'See Other', headers }));
    expect([reader.statusCode, reader.statusMessage, reader.headers['set-cookie'], reader.headers.location]).toEqual([303, 'See Other', ['a=1', 'b=2'], '/x']);
    expect(await buffer(reader)).toHaveLength(0);
  });
});

test('what an answer says itself takes the place of what all answers say, and cookies add up', async () => {
  const headers = new Headers({ 'Content-Security-Policy': 'sandbox', 'Cache-Control': 'private, no-store' });
  for (const cookie of ['b=2', 'c=3']) headers.append('Set-Cookie', cookie);
  const { reader } = await serving(new Response(null, { headers }), {
    'Content-Security-Policy': "frame-ancestors 'none'", 'Cache-Control': 'private, no-cache', 'X-Content-Type-Options': 'nosniff', 'Set-Cookie': 'a=1',
  });
  expect(reader.headersDistinct).toMatchObject({
    'content-security-policy': ['sandbox'], 'cache-control': ['private, no-store'], 'x-content-type-options': ['nosniff'], 'set-cookie': ['a=1', 'b=2', 'c=3'],
  });
});
