import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { matchOf } from '#app/domain/invoice-match.ts';
import { money } from '#app/domain/money.ts';
import { languages, type Language } from '#app/domain/programme.ts';
import { programmeFrame } from '#app/features/programmes/programme-frame-view.ts';
import { aDay, aFee, anActual, aProgramme } from '#test/fixtures/factories.ts';
import { MatchPage } from './match-page.tsx';
import { emptyMatch } from './match-form.ts';
import { matchPageView, type MatchState } from './match-page-view.ts';

const fee = aFee({ id: 'e1', invoice: undefined, days: [aDay('2026-02-10', '20000'), aDay('2026-02-11', '20000')] });
const travel = anActual('travel', '2412.50', { id: 'e2', invoice: undefined });
const names = ['Ola Veileder', 'IMTEC AS'];
const address = '/organisations/o1/programmes/p1/day-sheets/match';

function stateOf({ ticked = [fee, travel], language = 'nb', ...fields }: Partial<MatchState> & { ticked?: MatchState['candidates'][number]['expense'][]; language?: Language } = {}): MatchState {
  const net = 'net' in fields ? fields.net : money('42412.50');
  return {
    frame: programmeFrame({ organisationId: 'o1', organisationName: 'Gjøvik kommune', programmeId: 'p1', programmeName: 'LED skole 2026', current: 'daySheets', language, may: () => true }),
    programme: aProgramme(), candidates: [{ expense: fee, version: 1, names, files: [] }, { expense: travel, version: 4, names, files: [] }],
    match: matchOf(ticked, { net }), typed: emptyMatch, faults: {}, fileId: '', files: [], noneChosen: false, notices: [], isUnsaved: false, previewHref: '/preview',
    address, cancelHref: '/organisations/o1/programmes/p1/day-sheets',
    filesHref: '/organisations/o1/programmes/p1/files', formKey: 'k', language, ...fields, net,
  };
}

const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');
const figuresOf = (state: MatchState) => matchPageView(state).form?.figures.map(({ label, value, detail }) => [label, plain(value), detail]);
const boxesOf = (state: MatchState) => (matchPageView(state).form?.costs.table.rows ?? []).flatMap(({ cells }) => cells.flatMap((cell) => (typeof cell === 'object' ? cell.checkbox ?? [] : [])));

describe('the costs beside an invoice', () => {
  test('are ticked as proposed, each with its version, and named for those who do not see the row', () => {
    expect(boxesOf(stateOf({ ticked: [fee] })).map(({ value, isChecked, label }) => [value, isChecked, plain(label)])).toEqual([
      ['e1/1', true, 'Honorar 10.02.2026, 11.02.2026, 40 000,00'], ['e2/4', false, 'Reise 10.02.2026, 2 412,50'],
    ]);
  });

  test('tell whose they are and what was done', () => {
    const [first, second] = matchPageView(stateOf()).form?.costs.table.rows.map(({ cells }) => cells[1]) ?? [];
    expect(first).toEqual({ text: 'Honorar', detail: 'Ola Veileder · Prosessveiledning' });
    expect(second).toEqual({ text: 'Reise', detail: 'Ola Veileder · Fly Oslo–Bodø' });
  });
});

describe('the figures', () => {
  test('say that the sums are alike', () => {
    expect(figuresOf(stateOf())).toEqual([
      ['Sum av det som er valgt', '42 412,50 kr', undefined], ['Fakturaen uten mva.', '42 412,50 kr', undefined], ['Forskjell', '0,00 kr', 'Summene er like.'],
    ]);
  });

  test.each([['42412.51', '0,01 kr'], ['40000', '−2 412,50 kr']])('or how much more or less the invoice of %s is', (net, difference) => {
    expect(figuresOf(stateOf({ net: money(net) }))?.at(-1)).toEqual(['Forskjell', difference, expect.stringContaining('du kan koble likevel')]);
  });

  test('or that the invoice’s sum is not written, and then nothing of a difference', () => {
    expect(figuresOf(stateOf({ net: undefined }))).toEqual([['Sum av det som er valgt', '42 412,50 kr', undefined], ['Fakturaen uten mva.', 'Ikke skrevet', undefined]]);
  });

  test('count nothing where nothing is ticked', () => {
    expect(figuresOf(stateOf({ ticked: [] }))?.[0]).toEqual(['Sum av det som er valgt', '0,00 kr', undefined]);
  });
});

test('a file that stands on a cost here is offered beside those that stand on none, and says so', () => {
  const files = [{ id: 'f1', name: 'ledig.pdf', isOnCost: false }, { id: 'f2', name: 'faktura.pdf', isOnCost: true }];
  const { files: shown, form } = matchPageView(stateOf({ files }));
  expect(shown?.links).toEqual([{ href: `${address}?file=f1`, text: 'ledig.pdf' }, { href: `${address}?file=f2`, text: 'faktura.pdf (ligger på en utgift her)' }]);
  const select = form?.invoice.fields.find(({ name }) => name === 'file');
  expect(select?.kind === 'select' && select.options.map(({ text }) => text)).toEqual(['ledig.pdf', 'faktura.pdf (ligger på en utgift her)']);
});

describe('what is wrong', () => {
  test('with the choice is told in the summary and at the costs, in the same words', () => {
    const { form } = matchPageView(stateOf({ ticked: [], noneChosen: true, faults: { invoiceNumber: { code: 'missing', facts: {} } } }));
    expect(form?.card.errors?.items.map(({ href }) => href)).toEqual(['#invoiceNumber', '#costs']);
    expect(form?.card.errors?.items.at(-1)?.text).toBe(form?.costs.error);
    expect(form?.invoice.fields.find(({ name }) => name === 'invoiceNumber')?.error).toBe(form?.card.errors?.items[0]?.text);
    expect(form?.costs.section.id).toBe('costs');
  });

  test('is nothing in a page that was only opened', () => {
    const { form } = matchPageView(stateOf());
    expect([form?.card.errors, form?.costs.error, form?.card.isUnsaved]).toEqual([undefined, undefined, undefined]);
  });
});

describe('the files', () => {
  const files = [{ id: 'f1', name: 'k9.xml', isOnCost: false }, { id: 'f2', name: 'kvittering.pdf', isOnCost: false }];

  test('that no cost has can be chosen, and an e-invoice opened to fill the form in', () => {
    const { files: shown, form } = matchPageView(stateOf({ files, fileId: 'f2' }));
    expect(shown?.links).toEqual([{ href: `${address}?file=f1`, text: 'k9.xml' }, { href: `${address}?file=f2`, text: 'kvittering.pdf' }]);
    expect(form?.invoice.fields[0]).toMatchObject({ name: 'file', value: 'f2', options: [{ value: 'f1', text: 'k9.xml' }, { value: 'f2', text: 'kvittering.pdf' }] });
  });

  test('are looked for where they are uploaded when there are none', () => {
    const { files: shown, form } = matchPageView(stateOf());
    expect(shown?.links).toEqual([{ href: '/organisations/o1/programmes/p1/files', text: 'Legg ved fil' }]);
    expect(form?.invoice.fields[0]).toMatchObject({ name: 'file', options: [] });
  });

  test('are not spoken of where nothing waits: the page then says when something will', () => {
    const page = matchPageView(stateOf({ candidates: [], ticked: [], files }));
    expect([page.files, page.form, page.heading.lead]).toEqual([undefined, undefined, undefined]);
    expect(page.empty?.heading).toBe('Ingenting venter på faktura');
    expect(page.empty?.text).toContain('Når en dagsliste er godtatt');
  });
});

test.each(languages)('the page has all its words in %s, one heading, and a button to see the sum without scripts', (language) => {
  const state = stateOf({ language, noneChosen: true, files: [{ id: 'f1', name: 'k9.xml', isOnCost: false }] });
  for (const page of [matchPageView(state), matchPageView({ ...state, candidates: [] })]) {
    const markup = renderToStaticMarkup(<MatchPage page={page} />);
    expect(markup).not.toMatch(/sheet\.\w|programme\.match|\{\w+\}|undefined/);
    expect(markup.match(/<h1/g)).toHaveLength(1);
    expect(markup.includes('value="preview"')).toBe(page.form !== undefined);
  }
});
