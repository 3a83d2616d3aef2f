import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { FormFieldView } from '#app/components/form-fields.tsx';
import type { FormPageView } from '#app/features/shell/form-page-view.ts';
import * as decideRoute from '#app/routes/organisations.$organisation.programmes.$programme.day-sheets.$sheet.decide.tsx';
import * as sheetRoute from '#app/routes/organisations.$organisation.programmes.$programme.day-sheets.$sheet._index.tsx';
import * as matchRoute from '#app/routes/organisations.$organisation.programmes.$programme.day-sheets.match.tsx';
import * as newRoute from '#app/routes/organisations.$organisation.programmes.$programme.day-sheets.new.tsx';
import * as filesRoute from '#app/routes/organisations.$organisation.programmes.$programme.files._index.tsx';
import { openTestDatabase } from '#test/fixtures/databases.ts';
import { aPdf } from '#test/fixtures/papers.ts';
import { browserOf, thrownBy } from '#test/fixtures/route-ground.ts';
import { errorsOf, heldBy, hiddenIn } from '#test/fixtures/shown-page.ts';
import { twoConsultants } from '#test/fixtures/two-consultants.ts';

async function aStage() {
  const ground = await twoConsultants(await openTestDatabase('sqlite'));
  const params = { organisation: ground.worker.organisationId, programme: ground.programmeId, sheet: '' };
  const base = `/organisations/${params.organisation}/programmes/${params.programme}`;
  const [kari, worker] = [await browserOf(ground, ground.kari), await browserOf(ground, ground.worker)];
  const nameOf = async (id: string) => (await ground.db.selectFrom('attachments').select('name').where('id', '=', id).executeTakeFirst())?.name;
  const hand = (fields: Parameters<typeof kari.post>[2]) => newRoute.action(kari.post(`${base}/day-sheets/new`, params, fields));
  return { ground, params, base, kari, worker, nameOf, hand };
}

const pdf = async (name: string) => new File([Uint8Array.from(await aPdf({ marker: name }))], name);
const page422 = z.object({ data: z.object({ page: z.custom<FormPageView>() }), init: z.object({ status: z.number() }) });
const row = { 'kind-0': 'travel', 'on-0': '10.3.26', 'what-0': 'Fly', 'amount-0': '2 412,50', work_rows: '1', cost_rows: '1' };
const sheetIn = (answer: Response) => /sheets\/([0-9a-f-]+)/.exec(answer.headers.get('Location') ?? '')?.[1] ?? '';

type FilesField = Extract<FormFieldView, { kind: 'files' }>;
const filesIn = (page: FormPageView): FilesField[] => (page.form?.groups ?? []).flatMap(({ fields }) => fields.filter((field) => field.kind === 'files'));

describe('a receipt', () => {
  test('is sent with the sheet, seen by who decides, and a voucher of the cost the line becomes', async () => {
    const { ground, params, base, worker, nameOf, hand } = await aStage();
    const sheet = sheetIn(await thrownBy(hand({ ...row, 'costUpload-0': [await pdf('billett.pdf'), await pdf('sete.pdf')] })));
    const at = { ...params, sheet };
    const { page } = await decideRoute.loader(worker.get(`${base}/day-sheets/${sheet}/decide`, at));
    expect(page.receipts.table?.rows.map(({ cells: [cell] }) => (typeof cell === 'object' ? [cell.text, cell.thumbnail === undefined] : cell))).toEqual([['billett.pdf', false], ['sete.pdf', false]]);
    const decided = decideRoute.action(worker.post(`${base}/day-sheets/${sheet}/decide`, at, { act: 'accept', version: '2' }));
    expect((await thrownBy(decided)).headers.get('Location')).toContain('done=accepted');
    const links = await ground.db.selectFrom('expense_attachments').innerJoin('expenses', 'expenses.id', 'expense_id')
      .select(['attachment_id', 'kind']).where('consultant_id', '=', ground.kariId).orderBy('expense_attachments.position').execute();
    expect(await Promise.all(links.map(async ({ attachment_id, kind }) => [kind, await nameOf(attachment_id)]))).toEqual([['travel', 'billett.pdf'], ['travel', 'sete.pdf']]);
  });

  test('is offered when the invoice is matched, and the costs it stands on are ticked', async () => {
    const { params, base, worker, hand, ground } = await aStage();
    const fee = { 'days-0': '10.3.26', 'fee-0': '18 000', 'workUpload-0': await pdf('faktura.pdf') };
    const sheet = sheetIn(await thrownBy(hand({ ...row, ...fee, 'costUpload-0': await pdf('billett.pdf') })));
    await thrownBy(decideRoute.action(worker.post(`${base}/day-sheets/${sheet}/decide`, { ...params, sheet }, { act: 'accept', version: '2' })));
    const matching = async (query: string) => (await matchRoute.loader(worker.get(`${base}/day-sheets/match${query}`, params))).page;
    const { files } = await matching('');
    expect(files?.links.map(({ text }) => text).sort()).toEqual(['billett.pdf (ligger på en utgift her)', 'faktura.pdf (ligger på en utgift her)']);
    const { id } = await ground.db.selectFrom('attachments').select('id').where('name', '=', 'faktura.pdf').executeTakeFirstOrThrow();
    const ticked = (await matching(`?file=${id}`)).form?.costs.table.rows.map(({ cells: [tick, what] }) => [typeof what === 'object' && what.text, typeof tick === 'object' && tick.checkbox?.isChecked]);
    expect(ticked).toEqual([['Honorar', true], ['Reise', false]]);
  });

  test('is not sent twice when the rest cannot be read: it is ticked, and what was typed stands', async () => {
    const { hand, nameOf } = await aStage();
    const { data: { page }, init: { status } } = page422.parse(await hand({ ...row, 'amount-0': 'mye', 'costUpload-0': await pdf('billett.pdf') }));
    expect([status, Object.keys(errorsOf(page)), heldBy(page)['what-0']]).toEqual([422, ['amount-0'], 'Fly']);
    const [, costs] = filesIn(page);
    const [ticked] = costs?.offered ?? [];
    expect([ticked?.isChecked, await nameOf(ticked?.id ?? '')]).toEqual([true, 'billett.pdf']);
    expect(sheetIn(await thrownBy(hand({ ...row, 'costFile-0': ticked?.id ?? '' })))).not.toBe('');
  });

  test('that is none is turned away by its name, and the others are kept', async () => {
    const { hand } = await aStage();
    const bad = new File(['<html></html>'], 'side.pdf');
    const { data: { page }, init: { status } } = page422.parse(await hand({ ...row, 'costUpload-0': [await pdf('billett.pdf'), bad] }));
    expect(status).toBe(422);
    expect(filesIn(page)[1]?.upload.error).toContain('«side.pdf» er ikke lastet opp');
    expect(page.form?.card.errors?.items).toMatchObject([{ href: '#costUpload-0' }]);
    expect(filesIn(page)[1]?.offered.map(({ name }) => name)).toEqual(['billett.pdf']);
  });

  test('is kept where another row was asked for, and chosen among those sent before, but none of other people’s', async () => {
    const { ground, params, base, kari, worker, hand } = await aStage();
    await thrownBy(filesRoute.action(kari.post(`${base}/files`, params, { files: await pdf('hotell.pdf') })));
    await thrownBy(filesRoute.action(worker.post(`${base}/files`, params, { files: await pdf('kommunens.pdf') })));
    const more = page422.parse(await hand({ ...row, act: 'more_cost', 'costUpload-0': await pdf('billett.pdf') }));
    expect([more.init.status, hiddenIn(more.data.page)['cost_rows']]).toEqual([200, '2']);
    const [, first, second] = filesIn(more.data.page);
    expect([first, second].map((field) => [field?.offered.map(({ name }) => name), field?.others?.options.map(({ name }) => name).sort()])).toEqual([
      [['billett.pdf'], ['hotell.pdf']], [[], ['billett.pdf', 'hotell.pdf']],
    ]);
    const { id } = await ground.db.selectFrom('attachments').select('id').where('name', '=', 'kommunens.pdf').executeTakeFirstOrThrow();
    const foreign = page422.parse(await hand({ ...row, 'costFile-0': id }));
    expect([foreign.init.status, filesIn(foreign.data.page)[1]?.error]).toEqual([422, 'En fil som var valgt her, finnes ikke lenger blant dine. Velg eller last opp på nytt.']);
  });

  test('of a draft stands in the form again, of one that is handed in at its line; the files page tells where it is', async () => {
    const { params, base, kari, hand } = await aStage();
    const draft = sheetIn(await thrownBy(hand({ ...row, act: 'save', 'costUpload-0': await pdf('billett.pdf') })));
    const read = async () => (await sheetRoute.loader(kari.get(`${base}/day-sheets/${draft}`, { ...params, sheet: draft }))).page;
    const [, costs] = filesIn(await read());
    expect(costs?.offered.map(({ name, isChecked }) => [name, isChecked])).toEqual([['billett.pdf', true]]);
    const actsOf = async () => {
      const { page } = await filesRoute.loader(kari.get(`${base}/files`, params));
      return page.table?.rows.find(({ key }) => key === costs?.offered[0]?.id)?.cells.slice(3);
    };
    expect(await actsOf()).toMatchObject([{ detail: 'På en dagsliste', status: undefined }, { links: [{ text: 'Last ned' }, { text: 'Erstatt' }], button: undefined }]);
    const sent = { ...row, version: '2', 'costFile-0': costs?.offered[0]?.id ?? '' };
    await thrownBy(sheetRoute.action(kari.post(`${base}/day-sheets/${draft}`, { ...params, sheet: draft }, sent)));
    expect((await read()).table?.rows[0]?.cells[1]).toMatchObject({ links: [{ text: 'billett.pdf' }] });
    expect(await actsOf()).toMatchObject([{}, { links: [{ text: 'Last ned' }], detail: 'Står på en levert dagsliste. Ta dagslisten tilbake før du erstatter filen.' }]);
  });
});
