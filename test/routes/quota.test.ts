import { describe, expect, test } from 'vitest';
import { listAttachments } from '#app/features/attachments/attachments.repository.server.ts';
import { sumKeptBytes } from '#app/features/attachments/kept-bytes.repository.server.ts';
import { limits } from '#app/features/limits/limits.ts';
import { takeFromLimit } from '#app/features/limits/rate-limits.repository.server.ts';
import type { RouteArguments } from '#app/guard/authorise.server.ts';
import { action } from '#app/routes/organisations.$organisation.programmes.$programme.files._index.tsx';
import { loader as settings } from '#app/routes/organisations.$organisation.settings.tsx';
import { aClaimGround } from '#test/fixtures/claim-ground.ts';
import { openTestDatabase, testDatabases, type TestDatabase } from '#test/fixtures/databases.ts';
import { aPdf } from '#test/fixtures/papers.ts';
import { browserOf } from '#test/fixtures/route-ground.ts';

/** An organisation keeps so many bytes of files, and a person sends so many files in an hour; beyond that each file is refused by name. */

async function aGroundWithRoom(open: TestDatabase['open'], roomBytes: number) {
  const ground = await aClaimGround(await open());
  const { db, worker, programmeId } = ground;
  const browser = await browserOf(ground, worker);
  const params = { organisation: worker.organisationId, programme: programmeId };
  const quotaBytes = await sumKeptBytes(db, worker) + roomBytes;
  const within = ({ context, ...args }: RouteArguments): RouteArguments => ({ ...args, context: { ...context, services: { ...context.services, quotaBytes } } });
  const send = async (files: readonly File[]) => {
    const answer: unknown = await action(within(browser.post(`/organisations/${params.organisation}/programmes/${params.programme}/files`, params, { files })))
      .catch((thrown: unknown) => thrown);
    return answer instanceof Response ? 'all taken in' : JSON.stringify(answer);
  };
  const names = async () => (await listAttachments(db, worker, programmeId)).map(({ name }) => name);
  const settingsText = async () => JSON.stringify(await settings(within(browser.get(`/organisations/${params.organisation}/settings`, params))));
  return { ...ground, send, names, settingsText };
}

const aFile = async (name: string) => new File([new Uint8Array(await aPdf({ marker: name, pages: 1 }))], name);

describe.each(testDatabases)('room for files on $kind', ({ open }) => {
  test('is used by each content once, also when it was put aside, and told on the settings page', async () => {
    const file = await aFile('a.pdf');
    const { db, worker, send, settingsText } = await aGroundWithRoom(open, file.size * 10);
    const before = await sumKeptBytes(db, worker);
    await send([file]);
    await send([new File([file], 'the same.pdf')]);
    expect(await sumKeptBytes(db, worker) - before).toBe(file.size);
    await db.updateTable('attachments').set({ deleted_at: '2026-11-24T10:00:00.000Z' }).where('name', '=', 'a.pdf').execute();
    expect(await sumKeptBytes(db, worker) - before).toBe(file.size);
    expect(await settingsText()).toMatch(/"Brukt","value":"[\d,]+ [kM]B av [\d,]+ [kM]B"/);
  });

  test('that is used up refuses a file by name, with where to see it, and takes what fits', async () => {
    const [first, second] = [await aFile('first.pdf'), await aFile('second.pdf')];
    const { send, names } = await aGroundWithRoom(open, first.size + second.size - 1);
    expect(await send([first, second])).toContain('«second.pdf» er ikke lastet opp: det er ikke plass til flere filer. Innstillingene viser');
    expect(await names()).toContain('first.pdf');
    expect(await names()).not.toContain('second.pdf');
  });
});

test('one who sends far more files in an hour than anybody has is told to wait, and none of them is opened', async () => {
  const { db, worker, send, names } = await aGroundWithRoom(() => openTestDatabase('sqlite'), Infinity);
  await takeFromLimit(db, { name: 'upload', limit: limits.upload, key: worker.userId, count: limits.upload.most }, new Date('2026-11-24T10:00:00.000Z'));
  expect(await send([await aFile('late.pdf')])).toContain('«late.pdf» er ikke lastet opp: du har sendt svært mange filer');
  expect(await names()).not.toContain('late.pdf');
});
