import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import * as partsRoute from '#app/routes/organisations.$organisation.programmes.$programme.claims.$claim.parts.tsx';
import * as progressRoute from '#app/routes/organisations.$organisation.programmes.$programme.progress._index.tsx';
import { aClaimStage, aDraft, anAttested, browserWith, ledTo, pageOf, type ClaimStage } from '#test/fixtures/claim-routes.ts';
import { withPictures } from '#test/fixtures/pictured-claim.ts';
import { readPdf } from '#test/fixtures/pdf-reader.ts';
import { aServersWorks, browserOf, thrownBy, type Browser } from '#test/fixtures/route-ground.ts';
import { aSlowServer } from '#test/fixtures/slow-server.ts';

/** The document in parts, from the link on the claim's page. */

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const jsonSchema = z.object({
  attachments: z.array(z.object({ voucher: z.number(), part: z.number().optional() })),
  parts: z.array(z.object({ file: z.string(), pages: z.number(), sha256: z.string() })),
});

/** By the form of the claim's page, which a case worker sees. */
async function ask(stage: ClaimStage, claim: string, { browser = stage.worker, size = '1' } = {}): Promise<Response> {
  const { parts } = await pageOf(stage, stage.worker, claim);
  const path = parts?.form.card.action ?? `${stage.at}/${claim}/parts`;
  return partsRoute.loader(browser.get(`${path}?${new URLSearchParams({ size }).toString()}`, { ...stage.params, claim }));
}

const filesIn = async (answer: Response) => unzipSync(new Uint8Array(await answer.arrayBuffer()));

/** A stage whose claim takes some megabytes. */
async function aLargeStage(...server: Parameters<typeof aClaimStage>): Promise<ClaimStage> {
  const stage = await aClaimStage(...server);
  await withPictures(stage.ground, [700, 700, 700]);
  return stage;
}

describe('an attested claim', () => {
  test('comes as a zip of its parts in order, each within the size, and of what is in each', async () => {
    const stage = await aLargeStage(1);
    const answer = await ask(stage, await anAttested(stage));
    expect(answer.headers.get('Content-Type')).toBe('application/zip');
    expect(answer.headers.get('Content-Disposition')).toContain('attachment; filename="krav-1-LED skole 2026-deler.zip"');
    const files = await filesIn(answer);
    const { parts, attachments } = jsonSchema.parse(JSON.parse(strFromU8(files['claim.json'] ?? new Uint8Array())));
    expect(Object.keys(files)).toEqual([...parts.map(({ file }) => file), 'claim.json', 'innhold.txt']);
    expect(parts.map(({ file }) => file)).toEqual(parts.map((_, index) => `krav-1-LED skole 2026-del-${index + 1}-av-${parts.length}.pdf`));
    for (const { file, pages, sha256: print } of parts) {
      const bytes = files[file] ?? new Uint8Array();
      expect([bytes.length <= 1_000_000, sha256(bytes), (await readPdf(bytes)).length]).toEqual([true, print, pages]);
    }
    expect(attachments.map(({ voucher }) => voucher)).toEqual([1, 2, 3, 4]);
    expect(strFromU8(files['innhold.txt'] ?? new Uint8Array())).toContain('Bilag 4: skann-3.png');
  });

  test('is the same zip each time', async () => {
    const stage = await aLargeStage(1);
    const claim = await anAttested(stage);
    const [one, two] = [await (await ask(stage, claim)).arrayBuffer(), await (await ask(stage, claim)).arrayBuffer()];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
  });

  test.each([['administrator', 200], ['case_worker', 200], ['finance', 200], ['reader', 200], ['consultant', 403]] as const)('as %s: %s, as its PDF', async (role, status) => {
    const stage = await aClaimStage(1);
    const claim = await anAttested(stage);
    const browser = await browserWith(stage, role);
    const [page, answer] = [pageOf(stage, browser, claim), ask(stage, claim, { browser })];
    if (status === 200) expect([(await answer).status, (await page).parts?.summary]).toEqual([200, 'Last ned i deler']);
    else expect([(await thrownBy(answer)).status, (await thrownBy(page)).status]).toEqual([status, status]);
  });

  test('with a file that is harmed is refused by name on its page, which leads to the PDF that is whole', async () => {
    const stage = await aLargeStage(1);
    const claim = await anAttested(stage);
    const { sha256: print } = await stage.ground.db.selectFrom('attachments').select('sha256').where('name', '=', 'skann-2.png').executeTakeFirstOrThrow();
    const get = stage.ground.files.get.bind(stage.ground.files);
    const harmed = vi.spyOn(stage.ground.files, 'get').mockImplementation((organisation, name) => (name === print ? Promise.reject(new Error('is damaged')) : get(organisation, name)));
    const told = await ledTo(ask(stage, claim));
    const page = await pageOf(stage, stage.worker, told.split('/').at(-1) ?? '');
    expect(page.notices[0]).toMatchObject({ tone: 'danger', heading: 'Delene er ikke laget', items: ['skann-2.png'] });
    expect(page.heading.actions?.[0]?.text).toBe('Last ned PDF');
    expect((await pageOf(stage, stage.finance, told.split('/').at(-1) ?? '')).notices).toEqual([]);
    harmed.mockRestore();
    expect((await ask(stage, claim)).status).toBe(200);
  });
});

describe('a draft', () => {
  test('comes in parts as it would be now, marked as a draft', async () => {
    const stage = await aLargeStage(1);
    const files = await filesIn(await ask(stage, await aDraft(stage)));
    const [name = '', pdf = new Uint8Array()] = Object.entries(files)[0] ?? [];
    expect(name).toMatch(/^krav-1-utkast-LED skole 2026-del-1-av-\d\.pdf$/);
    expect((await readPdf(pdf))[0]?.text).toContain('UTKAST');
  });

  test('is not for a consultant: it names the account', async () => {
    const stage = await aClaimStage(1);
    expect((await thrownBy(ask(stage, await aDraft(stage), { browser: await browserWith(stage, 'consultant') }))).status).toBe(403);
  });
});

describe('a size that is none', () => {
  test.each([['stor', 'Størrelsen er ikke et tall.'], ['0,2', 'Delene kan ikke være mindre enn 1 MB'], ['', 'Skriv hvor stor hver del kan være'], ['<b>'.repeat(30), 'Størrelsen er ikke et tall.']])('«%s» leads back to the form, with why and what was typed', async (size, error) => {
    const stage = await aClaimStage(1);
    const claim = await aDraft(stage);
    const back = await ledTo(ask(stage, claim, { size }));
    expect(back).toMatch(/#parts$/);
    const { parts } = await pageOf(stage, stage.worker, back.replace('#parts', '').split('/').at(-1) ?? '');
    expect(parts).toMatchObject({ isOpen: true, form: { fields: [{ value: size.slice(0, 40) }] } });
    expect(parts?.form.fields[0]?.error).toContain(error);
  });

  test('keeps the language', async () => {
    const stage = await aClaimStage(1);
    const claim = await aDraft(stage);
    const asked = partsRoute.loader(stage.worker.get(`${stage.at}/${claim}/parts?size=x&lang=nn`, { ...stage.params, claim }));
    expect(await ledTo(asked)).toBe(`${stage.at}/${claim}?size=x&lang=nn#parts`);
  });
});

test('parts that take long are told of, made once, and downloaded from where they were asked for', async () => {
  const server = aSlowServer();
  const stage = await aClaimStage(1);
  const claim = await anAttested(stage);
  const browser: Browser = await browserOf({ ...stage.ground, ...server }, stage.ground.worker);
  const progress = await ledTo(ask(stage, claim, { browser }));
  expect(await ledTo(ask(stage, claim, { browser }))).toBe(progress);
  const pageAt = async () => (await progressRoute.loader(browser.get(progress, stage.params))).page;
  expect((await pageAt()).title).toBe('Lager delene');
  server.letGo();
  await server.atRest();
  const { status, link } = await pageAt();
  expect([status.state, status.isFile, link]).toEqual(['done', true, { href: `${stage.at}/${claim}/parts?size=1`, text: 'Hent dokumentet' }]);
  expect(Object.keys(await filesIn(await ask(stage, claim, { browser })))).toEqual(['krav-1-LED skole 2026.pdf', 'claim.json', 'innhold.txt']);
  expect(server.opened()).toBe(1);
});

test('an address without a claim of the programme is nobody’s', async () => {
  const stage = await aClaimStage(1);
  const browser = await browserOf({ ...stage.ground, works: aServersWorks() }, stage.ground.worker);
  const claim = '00000000-0000-4000-8000-000000000000';
  expect((await thrownBy(partsRoute.loader(browser.get(`${stage.at}/${claim}/parts?size=30`, { ...stage.params, claim })))).status).toBe(404);
});
