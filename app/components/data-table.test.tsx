import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { DataTable, type TableView } from './data-table.tsx';

const table: TableView = {
  caption: 'Utgifter',
  columns: [
    { heading: 'Velg', isHeadingHidden: true }, { heading: 'Hva' }, { heading: 'Netto', isNumeric: true }, { heading: 'Gjør', isHeadingHidden: true },
  ],
  headingColumn: 1,
  rows: [
    {
      key: 'e1',
      cells: [
        { checkbox: { name: 'expense', value: 'e1', label: 'Ta med Fly Oslo–Bodø', isChecked: true, form: 'claim' } },
        { text: 'Fly Oslo–Bodø', href: '/utgifter/e1', detail: 'Reise', status: { text: 'Klar', tone: 'success' } },
        '2 412,50',
        { links: [{ href: '/utgifter/e1/kopier', text: 'Kopier' }], button: { action: '/utgifter/e1/slett', text: 'Slett' } },
      ],
    },
    { key: 'e2', cells: ['', 'Leie av lokale', '8 000,00'], isMuted: true },
  ],
  footer: [{ key: 'sum', cells: ['', 'Sum', '10 412,50', ''] }],
};

const markup = (changes: Partial<TableView> = {}) => renderToStaticMarkup(<DataTable table={{ ...table, ...changes }} />);
const count = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].length;

describe('a table', () => {
  test('has a caption, which also names the part of the page that may scroll', () => {
    const [, id] = /<div[^>]* role="group" aria-labelledby="([^"]+)" tabindex="0"/i.exec(markup()) ?? [];
    expect(markup()).toContain(`<caption id="${id}">Utgifter</caption>`);
  });

  test('whose caption says what a heading above it said keeps it for those who do not see', () => {
    expect(markup({ isCaptionHidden: true })).toContain('<span class="ds-sr-only">Utgifter</span></caption>');
  });

  test('heads each column and each row', () => {
    expect(count(markup(), /<th scope="col"/g)).toBe(4);
    expect(count(markup(), /<th scope="row"/g)).toBe(3);
    expect(markup()).toMatch(/<th scope="row" role="rowheader"><div class="cell"><a [^>]*href="\/utgifter\/e1">Fly Oslo–Bodø<\/a>/);
    expect(markup({ headingColumn: undefined, rows: [{ key: 'a', cells: ['Først'] }] })).toContain('<th scope="row" role="rowheader">Først</th>');
  });

  test('has as many cells in a row as it has columns, also when the row has fewer', () => {
    expect(count(markup(), /<t[hd] /g)).toBe(4 * 4);
  });

  test('sets figures to the right, under a head that stands there too', () => {
    expect(markup()).toContain('<th scope="col" role="columnheader" class="numeric">Netto</th>');
    expect(markup()).toContain('<td role="cell" class="numeric" data-label="Netto">10 412,50</td>');
  });

  test('keeps its sums apart from its rows', () => {
    expect(markup()).toMatch(/<tfoot role="rowgroup">.*Sum.*<\/tfoot>/);
    expect(markup({ footer: undefined })).not.toContain('tfoot');
  });

  test('says again what its elements are, for where rows are shown as cards', () => {
    expect(markup()).toContain('class="table-region table-cards"');
    expect(markup({ narrow: 'scroll' })).toContain('class="table-region table-scroll"');
    expect(count(markup(), / role="row"/g)).toBe(4);
  });
});

describe('a cell', () => {
  test('to choose a row says what is chosen, and may be sent with a form elsewhere', () => {
    expect(markup()).toMatch(/<input type="checkbox"[^>]*name="expense"[^>]*aria-label="Ta med Fly Oslo–Bodø"[^>]*form="claim"/);
  });

  test('shows what its row stands at, with its detail', () => {
    expect(markup()).toContain('<span class="ds-tag status-tag" data-color="success">Klar</span><span class="detail">Reise</span>');
  });

  test('without a visible head has no name on a card', () => {
    expect(markup()).toMatch(/<td role="cell"><div class="cell"><a [^>]*>Kopier<\/a><form method="post" action="\/utgifter\/e1\/slett"/);
  });

  test('of a row that does not count is muted', () => {
    expect(markup()).toMatch(/<tr role="row" class="muted">.*Leie av lokale/);
  });
});
