import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { journalSchema } from '#app/features/exports/journal-entry.ts';
import { useDemoServer } from './demo-server.ts';
import { signInAt } from './raw-http.ts';

const demo = useDemoServer();
let cookie: string;

beforeAll(async () => { cookie = await signInAt(demo.server().address, 'siri@fjellvik.example'); });

const get = (path: string) => fetch(`${demo.server().address}${path}`, { headers: { cookie } });
const manifestSchema = z.object({ files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })) });
const sha256 = (bytes: Uint8Array | undefined) => createHash('sha256').update(bytes ?? '').digest('hex');

describe('everything of a settled claim', () => {
  /** By the link on the claim's page, from the built server. */
  async function download(): Promise<Response> {
    const { organisation, programme = '' } = await demo.idsOf('settled');
    const { id } = await demo.database().selectFrom('claims').select('id')
      .where('programme_id', '=', programme).where('status', '=', 'settled').executeTakeFirstOrThrow();
    const page = await (await get(`/organisations/${organisation}/programmes/${programme}/claims/${id}`)).text();
    const href = /href="([^"]+)">Last ned alt \(zip\)</.exec(page)?.[1] ?? '';
    return get(href.replaceAll('&amp;', '&'));
  }

  test('comes as a stream, a file for keeping', async () => {
    const { status, headers, body } = await download();
    await body?.cancel();
    expect(status).toBe(200);
    expect(headers.get('Content-Type')).toBe('application/zip');
    expect(headers.get('Content-Length')).toBeNull();
    expect(headers.get('Content-Disposition')).toMatch(/^attachment; filename="krav-\d+-.+\.zip"/);
  });

  test('is proven by its manifest, and tells the archive what it is', async () => {
    const files = unzipSync(new Uint8Array(await (await download()).arrayBuffer()));
    const { 'manifest.json': manifest = new Uint8Array(), ...others } = files;
    expect(manifestSchema.parse(JSON.parse(strFromU8(manifest))).files)
      .toEqual(Object.entries(others).map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: sha256(bytes) })));
    const journal = Object.entries(files).find(([path]) => path.endsWith('/journal.json'))?.[1] ?? new Uint8Array();
    const { documents, dates } = journalSchema.parse(JSON.parse(strFromU8(journal)));
    expect(Object.keys(dates)).toEqual(['prepared', 'attested', 'sent', 'settled']);
    expect(documents.length).toBeGreaterThan(1);
    for (const { path, checksum } of documents) expect(sha256(files[path])).toBe(checksum);
  });

  test('is the same bytes each time', async () => {
    const [one, two] = [await (await download()).arrayBuffer(), await (await download()).arrayBuffer()];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
  });
});
