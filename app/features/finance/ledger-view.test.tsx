import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { aFee, aNotRefundable } from '#test/fixtures/factories.ts';
import { ChooseAll } from './choose-all.tsx';
import { LedgerPage } from './ledger-page.tsx';
import { ledgerView, type LedgerInput } from './ledger-view.ts';

function view(fields: Partial<LedgerInput> = {}) {
  const lines = [
    { number: 1, expense: aFee({ id: 'e1' }), account: undefined },
    { number: 2, expense: aFee({ id: 'e2' }), account: '27099' },
    { number: 3, expense: aNotRefundable('8000', { id: 'e3' }), account: undefined },
  ];
  return ledgerView({
    organisationId: 'o1', organisationName: 'Gjøvik kommune', programmeId: 'p1', programmeName: 'LED skole 2026', language: 'nb', may: () => true,
    ledger: { responsibility: '3100', function: '120', project: '' }, lines, total: lines.length, linesOnPage: 200, notices: [], typed: new Map(),
    errors: new Map(), formKey: 'key', ...fields,
  });
}

const columnOf = (page: ReturnType<typeof view>, column: number) => page.table?.rows.map(({ cells }) => cells[column]);

describe('the accounts', () => {
  test('show what is proposed, what was chosen, and the string each line comes to', () => {
    expect(columnOf(view(), 3)).toEqual(['272', '272', 'ingen']);
    expect(columnOf(view(), 5)).toEqual(['3100 · 272 · 120 · –', '3100 · 27099 · 120 · –', '3100 · – · 120 · –']);
  });

  test('say what is not filled in, and lead to where it is', () => {
    expect(view().facts.map(({ value }) => value)).toEqual(['3100', '120', 'ikke fylt ut']);
    expect(view().heading.actions?.[0]?.href).toBe('/organisations/o1/programmes/p1/accounting');
  });

  test('carry what stood there, so that two who write at once are told', () => {
    expect(view().card?.hidden).toEqual({ form_key: 'key', 'before-e1': '', 'before-e2': '27099', 'before-e3': '' });
  });

  test('are only to be read for those who may not change them', () => {
    const page = view({ may: (permission) => permission !== 'accounting_string.edit' });
    expect(page.card).toBeUndefined();
    expect(page.heading.actions).toEqual([]);
    expect(columnOf(page, 4)).toEqual(['', '27099', '']);
  });

  test('say the same in the summary of faults as at the field', () => {
    const page = view({ typed: new Map([['e1', '27 0'], ['e2', '1']]), errors: new Map([['e1', { code: 'unclear' }], ['e2', { code: 'taken', stored: null }]]) });
    const html = renderToStaticMarkup(<LedgerPage page={page} />);
    expect(page.card?.errors?.items.map(({ href }) => href)).toEqual(['#account-e1', '#account-e2']);
    for (const { text } of page.card?.errors?.items ?? []) expect(html.split(text)).toHaveLength(3);
    expect(html).toContain('value="27 0"');
  });

  test('lead on through a long programme', () => {
    const lines = Array.from({ length: 2 }, (_, index) => ({ number: index + 3, expense: aFee(), account: undefined }));
    const { pagination } = view({ lines, total: 7, linesOnPage: 2 });
    expect(pagination).toMatchObject({
      previous: { href: '/organisations/o1/programmes/p1/ledger?from=1' }, next: { href: '/organisations/o1/programmes/p1/ledger?from=5' }, position: '3–4 av 7',
    });
  });

  test('of a programme without expenses say so', () => {
    const page = view({ lines: [], total: 0 });
    expect(page.empty?.heading).toBe('Ingen utgifter er ført ennå');
    expect([page.card, page.table, page.pagination]).toEqual([undefined, undefined, undefined]);
  });

  test.each(['nb', 'nn', 'en'] as const)('are whole in %s', (language) => {
    expect(renderToStaticMarkup(<LedgerPage page={view({ language })} />)).not.toMatch(/\{\w+\}|undefined|style=/);
  });
});

test('ticking all is offered only where there is JavaScript', () => {
  expect(renderToStaticMarkup(<ChooseAll choose={{ formId: 'export', all: 'alle', none: 'ingen', counts: { none: '', one: '', many: '#' } }} />)).toBe('');
});
