import { randomUUID } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { listAttachments } from '#app/features/attachments/attachments.repository.server.ts';
import { limits } from '#app/features/limits/limits.ts';
import * as attestRoute from '#app/routes/organisations.$organisation.programmes.$programme.claims.$claim.attest.tsx';
import * as pdfRoute from '#app/routes/organisations.$organisation.programmes.$programme.claims.$claim.pdf.tsx';
import * as filesRoute from '#app/routes/organisations.$organisation.programmes.$programme.files._index.tsx';
import * as importRoute from '#app/routes/organisations.$organisation.programmes.import.tsx';
import * as importProgressRoute from '#app/routes/organisations.$organisation.progress._index.tsx';
import * as importStatusRoute from '#app/routes/organisations.$organisation.progress.status.tsx';
import * as progressRoute from '#app/routes/organisations.$organisation.programmes.$programme.progress._index.tsx';
import * as statusRoute from '#app/routes/organisations.$organisation.programmes.$programme.progress.status.tsx';
import { aClaimGround, aMember } from '#test/fixtures/claim-ground.ts';
import { aClaimStage, aDraft, ledTo, sendStep, type ClaimStage, type Fields } from '#test/fixtures/claim-routes.ts';
import { aPdf } from '#test/fixtures/papers.ts';
import { programmeJson } from '#test/fixtures/programme-folder.ts';
import { readPdf } from '#test/fixtures/pdf-reader.ts';
import { aServersWorks, browserOf, thrownBy, type Browser } from '#test/fixtures/route-ground.ts';
import { aSlowServer, type SlowServer } from '#test/fixtures/slow-server.ts';

/** What takes long is told while it lasts, is done once, and leads to what it came to; it is nobody's but the one's who began it. */

interface Stage extends ClaimStage {
  readonly server: SlowServer;
  readonly files: string;
}

async function aStage(): Promise<Stage> {
  const server = aSlowServer();
  const stage = await aClaimStage(1, server);
  return { ...stage, server, files: stage.at.replace(/claims$/, 'files') };
}

const pdfFile = async (name: string) => new File([new Uint8Array(await aPdf({ marker: name }))], name);

function sendFiles({ worker, params, files }: Stage, fields: Fields, { browser = worker, script = false } = {}) {
  const asked = browser.post(files, params, fields);
  if (script) asked.request.headers.set('Prefer', 'respond-async');
  return filesRoute.action(asked);
}

/** The page that tells how far it has come, as this person gets it. */
const pageAt = ({ params, worker }: Stage, address: string, browser = worker) => progressRoute.loader(browser.get(address, params));
const statusSchema = z.object({ state: z.string(), text: z.string(), done: z.number().optional(), total: z.number().optional(), leadsTo: z.string().optional() });
const statusAt = async ({ params, worker }: Stage, address: string, browser = worker) => (
  statusSchema.parse(await (await statusRoute.loader(browser.get(address.replace('/progress?', '/progress/status?'), params))).json())
);
const namesIn = async ({ ground }: Stage) => (await listAttachments(ground.db, ground.worker, ground.programmeId)).map(({ name }) => name).sort();

describe('files that take long to open', () => {
  test('lead to a page that tells how far it has come, and from there to the files', async () => {
    const stage = await aStage();
    const progress = await ledTo(sendFiles(stage, { files: [await pdfFile('a.pdf'), await pdfFile('b.pdf')] }));
    expect(progress).toMatch(/\/progress\?of=[0-9a-f-]{36}&back=/);
    expect(await statusAt(stage, progress)).toEqual({ state: 'under_way', text: 'Åpner fil 1 av 2', done: 0, total: 2 });
    const { page } = await pageAt(stage, progress);
    expect([page.title, page.status.text, page.refresh?.isByHand]).toEqual(['Åpner filene', 'Åpner fil 1 av 2', false]);
    expect((await pageAt(stage, `${progress}&by=hand`)).page.refresh).toMatchObject({ isByHand: true, now: { href: progress } });
    stage.server.letGo();
    await stage.server.atRest();
    expect(await statusAt(stage, progress)).toMatchObject({ state: 'done', leadsTo: `${stage.files}?done=added` });
    expect(await ledTo(pageAt(stage, progress))).toBe(`${stage.files}?done=added`);
    expect(await namesIn(stage)).toEqual(['a.pdf', 'b.pdf', 'faktura-1001.pdf']);
  });

  test('are opened once, however often the same form is pressed meanwhile', async () => {
    const stage = await aStage();
    const fields = { form_key: randomUUID(), files: [await pdfFile('a.pdf')] };
    const [first, second] = await Promise.all([ledTo(sendFiles(stage, fields)), ledTo(sendFiles(stage, fields))]);
    expect(await ledTo(sendFiles(stage, fields))).toBe(first);
    expect([second, stage.server.opened()]).toEqual([first, 1]);
    const other = await ledTo(sendFiles(stage, { ...fields, files: [await pdfFile('c.pdf')] }));
    expect(other).not.toBe(first);
    stage.server.letGo();
    await stage.server.atRest();
  });

  test('soon opened are answered as ever, and nothing is remembered', async () => {
    const works = aServersWorks();
    const begin = vi.spyOn(works, 'begin');
    const stage = await aClaimStage(1, { works });
    const files = stage.at.replace(/claims$/, 'files');
    expect(await ledTo(filesRoute.action(stage.worker.post(files, stage.params, { files: [await pdfFile('a.pdf')] })))).toBe(`${files}?done=added`);
    const [key = ''] = begin.mock.calls.map(([order]) => order.key);
    expect([key === '', works.findByKey({ userId: stage.ground.worker.userId, key })]).toEqual([false, undefined]);
  });

  test('of which one is refused lead back to the page, which says which, with the status of a form that came back', async () => {
    const stage = await aStage();
    const progress = await ledTo(sendFiles(stage, { files: [await pdfFile('a.pdf'), new File(['<html>'], 'side.html')] }));
    stage.server.letGo();
    await stage.server.atRest();
    const back = await ledTo(pageAt(stage, progress));
    expect(back).toMatch(/\/files\?work=[0-9a-f-]{36}&in=nb$/);
    const asked = stage.worker.get(back, stage.params);
    const { page } = await filesRoute.loader(asked);
    expect(page.upload?.field.error).toContain('side.html');
    expect(page.notices).toMatchObject([{ items: ['a.pdf'] }]);
    expect(asked.context.shownStatus).toBe(422);
    for (const [browser, address] of [[stage.worker, `${back}&lang=nn`], [stage.finance, back], [stage.worker, back.replace(/work=[^&]+/, `work=${randomUUID()}`)]] as const) {
      const other = browser.get(address, stage.params);
      expect((await filesRoute.loader(other)).page.upload?.field.error).toBeUndefined();
      expect(other.context.shownStatus).toBeUndefined();
    }
  });

  test('sent by a script lead to a page also where the form comes back at once', async () => {
    const stage = await aClaimStage(1);
    const files = stage.at.replace(/claims$/, 'files');
    const asked = stage.worker.post(files, stage.params, { files: [new File(['<html>'], 'side.html')] });
    asked.request.headers.set('Prefer', 'respond-async');
    const back = await ledTo(filesRoute.action(asked));
    expect((await filesRoute.loader(stage.worker.get(back, stage.params))).page.upload?.field.error).toContain('side.html');
  });

  test('that break down are told of under a number, reported once, and can be sent again', async () => {
    const stage = await aStage();
    const fields = { form_key: randomUUID(), files: [await pdfFile('a.pdf')] };
    const reportFault = vi.fn<(fault: unknown) => void>();
    const asked = stage.worker.post(stage.files, stage.params, fields);
    const progress = await ledTo(filesRoute.action({ ...asked, context: { ...asked.context, reportFault } }));
    stage.server.breakDown();
    await stage.server.atRest();
    const { page } = await pageAt(stage, progress);
    expect([page.title, page.link]).toEqual(['Dette gikk ikke', { href: stage.files, text: 'Tilbake' }]);
    expect(page.status.text).toContain(asked.context.requestId);
    expect(reportFault.mock.calls.map(([fault]) => (fault instanceof Error ? fault.message : ''))).toEqual(['The disk is full']);
    stage.server.holdBack();
    expect(await ledTo(sendFiles(stage, fields))).not.toBe(progress);
    stage.server.letGo();
    await stage.server.atRest();
    expect(await namesIn(stage)).toContain('a.pdf');
  });

  test('are refused when too many are under way, in words', async () => {
    const stage = await aStage();
    for (const name of ['a', 'b', 'c']) await ledTo(sendFiles(stage, { files: [await pdfFile(`${name}.pdf`)] }));
    const refused = await thrownBy(sendFiles(stage, { files: [await pdfFile('d.pdf')] }));
    expect([refused.status, await refused.text()]).toEqual([503, expect.stringMatching(/^For mye i gang på én gang\n.+\nReferanse: /)]);
    stage.server.letGo();
    await stage.server.atRest();
    expect(await namesIn(stage)).not.toContain('d.pdf');
  });
});

describe('how far it has come', () => {
  test('is told to the one who began it, and to others no more than of a work that never was', async () => {
    const stage = await aStage();
    const progress = await ledTo(sendFiles(stage, { files: [await pdfFile('hemmelig.pdf')] }));
    const never = progress.replace(/of=[^&]+/, `of=${randomUUID()}`);
    const expected = await statusAt(stage, never, stage.finance);
    expect(expected.state).toBe('gone');
    expect(await statusAt(stage, progress, stage.finance)).toEqual(expected);
    const { page } = await pageAt(stage, progress, stage.finance);
    expect([page.title, page.link?.href, JSON.stringify(page).includes('hemmelig')]).toEqual(['Ikke i gang lenger', stage.files, false]);
    stage.server.letGo();
    await stage.server.atRest();
  });

  test('is not told under another organisation’s address, also to one who belongs to both', async () => {
    const stage = await aStage();
    const other = await aClaimGround(stage.ground.db);
    const { userId } = stage.ground.worker;
    await stage.ground.db.insertInto('memberships').values({ organisation_id: other.worker.organisationId, user_id: userId, role: 'case_worker', created_at: '2026-11-24T10:00:00.000Z', ended_at: null }).execute();
    const progress = await ledTo(sendFiles(stage, { files: [await pdfFile('a.pdf')] }));
    const params = { organisation: other.worker.organisationId, programme: other.programmeId };
    const elsewhere = progress.replace(/^[^?]+/, `/organisations/${params.organisation}/programmes/${params.programme}/progress`);
    expect((await statusAt({ ...stage, params }, elsewhere)).state).toBe('gone');
    stage.server.letGo();
    await stage.server.atRest();
  });

  test('is not for those who don’t reach the programme', async () => {
    const stage = await aStage();
    const strangers = [(await aClaimGround(stage.ground.db)).worker, await aMember(stage.ground.db, stage.params.organisation, 'consultant')];
    for (const stranger of strangers) {
      const browser = await browserOf({ ...stage.ground, works: stage.server.works }, stranger);
      const address = `${stage.files.replace(/files$/, 'progress')}?of=${randomUUID()}`;
      expect((await thrownBy(pageAt(stage, address, browser))).status).toBe(404);
      expect((await thrownBy(statusRoute.loader(browser.get(address, stage.params)))).status).toBe(404);
    }
  });

  test.each(['https://evil.example/', '//evil.example', '/organisations/andre/programmes/x', '/sign-out', 'javascript:alert(1)', ''])('leads back within the programme only, not to «%s»', async (back) => {
    const stage = await aStage();
    const address = `${stage.files.replace(/files$/, 'progress')}?${new URLSearchParams({ of: randomUUID(), back }).toString()}`;
    expect((await pageAt(stage, address)).page.link?.href).toBe(stage.files.replace(/\/files$/, ''));
  });
});

describe('a programme that takes long to fetch', () => {
  const at = (address: string) => address.replace('/progress?', '/progress/status?');

  test('is told of under the organisation, since it belongs to no programme yet, and leads to it', async () => {
    const { worker, params: { organisation }, server } = await aStage();
    const params = { organisation };
    const fields = { files: [new File([JSON.stringify(programmeJson())], 'programme.json'), await pdfFile('faktura-1001.pdf')] };
    const progress = await ledTo(importRoute.action(worker.post(`/organisations/${organisation}/programmes/import`, params, fields)));
    expect(progress).toMatch(new RegExp(`^/organisations/${organisation}/progress\\?of=`));
    expect(await (await importStatusRoute.loader(worker.get(at(progress), params))).json()).toMatchObject({ text: 'Åpner fil 1 av 1', done: 0, total: 1 });
    const { page } = await importProgressRoute.loader(worker.get(progress, params));
    expect([page.title, page.frame, page.breadcrumbs?.current]).toEqual(['Henter programmet', undefined, 'Henter programmet']);
    server.letGo();
    await server.atRest();
    expect(await ledTo(importProgressRoute.loader(worker.get(progress, params)))).toMatch(/\/programmes\/[0-9a-f-]{36}\/edit\?done=imported$/);
  });

  test('that can’t be fetched leads back to the form, which says why', async () => {
    const { worker, params: { organisation }, server } = await aStage();
    const params = { organisation };
    const other = { ...programmeJson(), organisation: { ...programmeJson().organisation, organisationNumber: '974760673', name: 'Annen kommune' } };
    const fields = { files: [new File([JSON.stringify(other)], 'programme.json'), await pdfFile('faktura-1001.pdf')] };
    const progress = await ledTo(importRoute.action(worker.post(`/organisations/${organisation}/programmes/import`, params, fields)));
    server.letGo();
    await server.atRest();
    const back = await ledTo(importProgressRoute.loader(worker.get(progress, params)));
    const { page } = await importRoute.loader(worker.get(back, params));
    expect(JSON.stringify(page.form)).toContain('Filen gjelder Annen kommune');
  });
});

describe('an attestation that takes long', () => {
  async function aReview() {
    const stage = await aStage();
    const claim = await aDraft(stage);
    await ledTo(sendStep(stage, stage.worker, { claim, intent: 'send_to_review', version: '1' }));
    const attest = (fields: Fields = {}) => attestRoute.action(stage.finance.post(`${stage.at}/${claim}/attest`, { ...stage.params, claim }, {
      form_key: key, intent: 'approve', version: '2', checked: stage.ground.expenseIds, ...fields,
    }));
    const key = randomUUID();
    const status = async () => (await stage.ground.db.selectFrom('claims').select('status').where('id', '=', claim).executeTakeFirstOrThrow()).status;
    return { ...stage, claim, attest, status };
  }

  test('is told of while the document is made, is done once though pressed twice, and leads to the claim', async () => {
    const review = await aReview();
    const [progress, second] = await Promise.all([ledTo(review.attest()), ledTo(review.attest())]);
    expect(second).toBe(progress);
    await expect.poll(() => statusAt(review, progress, review.finance)).toMatchObject({ state: 'under_way', text: 'Åpner fil 1 av 1' });
    expect((await pageAt(review, progress, review.finance)).page.title).toBe('Attesterer kravet');
    expect(await review.status()).toBe('in_review');
    review.server.letGo();
    await review.server.atRest();
    expect(await ledTo(pageAt(review, progress, review.finance))).toBe(`${review.at}/${review.claim}?done=approved`);
    expect(await review.status()).toBe('approved');
    expect(review.server.opened()).toBe(1);
    const entries = await review.ground.db.selectFrom('audit_entries').select('sequence').where('action', '=', 'claim.approved').execute();
    expect(entries).toHaveLength(1);
  });

  test('that comes too late leads back with the ticks that were set, and says why', async () => {
    const review = await aReview();
    const progress = await ledTo(review.attest());
    await review.ground.db.updateTable('expenses').set({ description: 'Endret' }).execute();
    review.server.letGo();
    await review.server.atRest();
    const back = await ledTo(pageAt(review, progress, review.finance));
    const asked = review.finance.get(back, { ...review.params, claim: review.claim });
    const { page } = await attestRoute.loader(asked);
    expect([asked.context.shownStatus, await review.status()]).toEqual([409, 'in_review']);
    expect(page.notices[0]?.heading).toBe('Noe er endret etter at kravet ble sendt til attestasjon');
    expect(page.lines.items.every(({ check }) => check?.isChecked === true)).toBe(true);
  });
});

describe('a draft that takes long', () => {
  async function aSlowDraft() {
    const stage = await aStage();
    const claim = await aDraft(stage);
    const address = `${stage.at}/${claim}/pdf?view`;
    const ask = (browser: Browser = stage.worker) => pdfRoute.loader(browser.get(address, { ...stage.params, claim }));
    return { ...stage, claim, address, ask };
  }

  test('is told of while it is made, and then had where it was asked for, made once', async () => {
    const draft = await aSlowDraft();
    const progress = await ledTo(draft.ask());
    expect(await ledTo(draft.ask())).toBe(progress);
    expect((await pageAt(draft, progress)).page.title).toBe('Lager utkastet');
    draft.server.letGo();
    await draft.server.atRest();
    expect((await pageAt(draft, progress)).page.link).toEqual({ href: draft.address, text: 'Hent dokumentet' });
    const [answer, again] = [await draft.ask(), await draft.ask()];
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect((await readPdf(bytes))[0]?.text).toContain('UTKAST');
    expect(Buffer.from(await again.arrayBuffer()).equals(bytes)).toBe(true);
    expect(draft.server.opened()).toBe(1);
  });

  test('is made anew when the claim has changed since', async () => {
    const draft = await aSlowDraft();
    await ledTo(draft.ask());
    draft.server.letGo();
    await draft.server.atRest();
    await draft.ground.db.updateTable('expenses').set({ description: 'Endret siden' }).execute();
    draft.server.holdBack();
    await ledTo(draft.ask());
    draft.server.letGo();
    await draft.server.atRest();
    const pages = await readPdf(Buffer.from(await (await draft.ask()).arrayBuffer()));
    expect(pages.some(({ text }) => text.includes('Endret siden'))).toBe(true);
  });

  test('counts as one document, however often it is asked for; one too many is told of at once', async () => {
    const draft = await aSlowDraft();
    const counted = async () => (await draft.ground.db.selectFrom('rate_limits').select('taken').execute()).map(({ taken }) => taken);
    await ledTo(draft.ask());
    await ledTo(draft.ask());
    draft.server.letGo();
    await draft.server.atRest();
    await draft.ask();
    expect(await counted()).toEqual([1]);
    await draft.ground.db.updateTable('rate_limits').set({ taken: limits.pdf.most }).execute();
    await draft.ground.db.updateTable('expenses').set({ description: 'Endret siden' }).execute();
    expect((await thrownBy(draft.ask())).status).toBe(429);
  });

  test('is another’s own when another asks', async () => {
    const draft = await aSlowDraft();
    expect(await ledTo(draft.ask(draft.finance))).not.toBe(await ledTo(draft.ask()));
    draft.server.letGo();
    await draft.server.atRest();
  });
});
