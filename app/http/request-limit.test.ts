import { once } from 'node:events';
import { createServer } from 'node:http';
import express from 'express';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { noteClientAddress, TrustedProxies } from './client-address.ts';
import { openLog } from './log.ts';
import { refusedOf } from './refused.ts';
import { limitForms, type CountForm, type FormSender } from './request-limit.ts';
import { logRequests, noteUser, requestIdOf } from './request-log.ts';

/** What happens to every request on its way in: forms are counted, and one line is written when it is over. */

const lineSchema = z.record(z.string(), z.unknown());
const line = (text: string) => lineSchema.parse(JSON.parse(text));

/** A page behind log and limit; it tells how it was asked for. */
async function aCountedPage(countForm: CountForm) {
  const lines: string[] = [];
  const log = openLog('info', { write: (text) => { lines.push(text); } });
  const app = express().use(logRequests(log, () => ({ pattern: '/a/:id', ids: { organisation: 'o-1', programme: 'p-1' } })), noteClientAddress(new TrustedProxies([])), limitForms(countForm));
  app.all('*', (request, response) => {
    noteUser(response, 'u-1');
    const { refusedStatus } = refusedOf(response);
    response.status(refusedStatus ?? 200).json({ method: request.method, ...refusedOf(response), requestId: requestIdOf(response) });
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  onTestFinished(() => { server.close(); });
  await once(server, 'listening');
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port ?? 0 : 0}`;
  return { lines, ask: async (path: string, options?: RequestInit) => line(await (await fetch(`${origin}${path}`, options)).text()) };
}

describe('forms', () => {
  test('are counted by the address they come from and by the session; what is only read is not', async () => {
    const senders: FormSender[] = [];
    const { ask } = await aCountedPage((sender) => { senders.push(sender); return Promise.resolve(0); });
    await ask('/');
    await ask('/', { method: 'POST', headers: { Cookie: 'lang=nn; sid=s3cret' } });
    await ask('/', { method: 'POST', headers: { 'X-Forwarded-For': '203.0.113.1' } });
    expect(senders).toEqual([{ address: '127.0.0.1', sessionSecret: 's3cret' }, { address: '127.0.0.1', sessionSecret: undefined }]);
  });

  test('one too many are told so in a page, which reads nothing of them', async () => {
    const { ask } = await aCountedPage(() => Promise.resolve(42));
    expect(await ask('/', { method: 'POST', body: 'a=b' })).toMatchObject({ method: 'GET', refusedStatus: 429, waitSeconds: 42 });
    expect(await ask('/')).not.toHaveProperty('refusedStatus');
  });
});

describe('the line of a request', () => {
  test('tells what it was for and whose, how it went, and the number the page has', async () => {
    const { ask, lines } = await aCountedPage(() => Promise.resolve(0));
    const { requestId } = await ask('/invitation/s3cret-token?email=kari@sorvik.example', { method: 'POST', headers: { Cookie: 'sid=s3cret' }, body: 'name=Kari' });
    await expect.poll(() => lines).toHaveLength(1);
    const { time, ms, ...told } = line(lines[0] ?? '');
    expect(told).toEqual({
      level: 'info', event: 'request', requestId, method: 'POST', route: '/a/:id', status: 200, userId: 'u-1', organisationId: 'o-1', programme: 'p-1',
    });
    expect([Date.parse(String(time)), ms]).toEqual([expect.any(Number), expect.any(Number)]);
    expect(lines.join('')).not.toMatch(/s3cret|kari/i);
  });
});
