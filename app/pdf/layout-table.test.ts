import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aRow, aTable, bodyTexts, evenly, layOut, linesOfText, placedTexts } from '#test/fixtures/documents.ts';
import type { Row, Table } from './document.ts';
import type { LaidOutDocument, PlacedText, StructureElement } from './placed.ts';
import { colour as theme, contentWidth, page as sheet } from './theme.ts';

/** Rows of 100 kroner each, with the sum so far to carry. */
function carryingRows(count: number, what = (index: number) => `rad ${index + 1}`): Row[] {
  return Array.from({ length: count }, (_, index) => aRow(what(index), '100', { carried: ['', String((index + 1) * 100)] }));
}

function nested(lines: number): string {
  return Array.from({ length: lines }, (_, index) => `del ${index + 1}`).join('\n');
}

/** The name of a row that is said again on the page it goes on to. */
function isRepeated(text: string): boolean {
  return text.endsWith('(fortsetter)');
}

function tagsOf(owner: PlacedText['owner']): string {
  const tags: string[] = [];
  let at: StructureElement | undefined = typeof owner === 'string' ? undefined : owner;
  for (; at !== undefined; at = at.parent) tags.push(at.tag);
  return tags.join(' < ');
}

/** Nothing stands below the margin, and no line of text on another of the same column. */
function expectOrder({ pages }: LaidOutDocument): void {
  for (const [index, page] of pages.entries()) {
    const texts = placedTexts(page).filter(({ size }) => size !== 7.5);
    for (const { baseline, text } of texts) expect(baseline, `${index + 1}: ${text}`).toBeLessThanOrEqual(page.height - sheet.bottom);
    const starts = texts.filter(({ x }) => x < 100).map(({ baseline }) => baseline);
    starts.slice(1).forEach((baseline, at) => { expect(baseline - (starts[at] ?? 0)).toBeGreaterThanOrEqual(11.5 - 1e-6); });
  }
}

describe('a table', () => {
  test('sets its cells in columns: texts from the start, amounts to the end', () => {
    const texts = placedTexts(layOut([aTable([aRow('lokale', '8 000'), aRow('reise', '12')])]).pages[0]);
    const at = (wanted: string) => texts.find(({ text }) => text === wanted);
    expect(at('lokale')?.x).toBe(at('reise')?.x);
    const ends = ['8 000', '12'].map((amount) => (at(amount)?.x ?? 0) + evenly(amount, 'regular') * 8.5);
    for (const end of ends) expect(end).toBeCloseTo(sheet.left + contentWidth - 4, 6);
    expect(at('lokale')?.baseline).toBe(at('8 000')?.baseline);
  });

  test('gives a column the room its widest amount and the words of its label need', () => {
    const columns: Table['columns'] = [
      { label: 'Hva', width: 300, align: 'start' },
      { label: 'Refusjonsgrunnlag', width: 20, align: 'end' },
      { label: 'Sum', width: 20, align: 'end', fits: ['123 456 789,00'] },
    ];
    const row = { cells: ['lang tekst '.repeat(30), '1', '123 456 789,00'].map((text) => ({ paragraphs: [text] })) };
    const texts = bodyTexts(layOut([aTable([row], { columns })]).pages[0]);
    expect(texts).toContain('Refusjonsgrunnlag');
    expect(texts).toContain('123 456 789,00');
  });

  test('fills the width between the margins, whatever shares its columns ask for', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 40, max: 400 }), { minLength: 1, maxLength: 6 }), (widths) => {
      const columns: Table['columns'] = widths.map((width) => ({ label: 'x', width, align: 'end' }));
      const row = { cells: widths.map(() => ({ paragraphs: ['y'] })) };
      const texts = placedTexts(layOut([aTable([row], { columns })]).pages[0]).filter(({ text }) => text === 'y');
      expect((texts.at(-1)?.x ?? 0) + 4.25).toBeCloseTo(sheet.left + contentWidth - 4, 6);
      texts.slice(1).forEach(({ x }, index) => { expect(x - (texts[index]?.x ?? 0)).toBeGreaterThan(8); });
    }));
  });

  test('refuses a row with more cells than it has columns', () => {
    const row = { cells: ['a', 'b', 'c'].map((text) => ({ paragraphs: [text] })) };
    expect(() => layOut([aTable([row])])).toThrow(RangeError);
  });
});

describe('over several pages', () => {
  test('no row is lost, and each stands once', () => {
    const layout = layOut([aTable(carryingRows(150))]);
    const rows = layout.pages.flatMap(bodyTexts).filter((text) => text.startsWith('rad'));
    expect(rows).toEqual(Array.from({ length: 150 }, (_, index) => `rad ${index + 1}`));
    expectOrder(layout);
  });

  test('the head is repeated on each, as what a screen reader skips after the first', () => {
    const { pages } = layOut([aTable(carryingRows(150))]);
    const heads = pages.map((page) => placedTexts(page).filter(({ text }) => text === 'Hva')
      .map(({ owner }) => (typeof owner === 'string' ? owner : tagsOf(owner))));
    expect(heads).toEqual([['TH < TR < THead < Table < Document'], ...pages.slice(1).map(() => ['pagination'])]);
  });

  test('the sum carried over is the sum of the rows before, the same at the foot and overleaf', () => {
    const pages = layOut([aTable(carryingRows(150))]).pages.map(bodyTexts);
    let rows = 0;
    for (const [index, texts] of pages.entries()) {
      if (index > 0) expect(texts.slice(2, 4)).toEqual(['Overført', String(rows * 100)]);
      rows += texts.filter((text) => text.startsWith('rad')).length;
      if (index < pages.length - 1) expect(texts.slice(-2)).toEqual(['Overføres', String(rows * 100)]);
    }
    expect(rows).toBe(150);
  });

  test('a table without sums to carry carries none', () => {
    const texts = layOut([aTable(Array.from({ length: 100 }, () => aRow('rad', '1')))]).pages.flatMap(bodyTexts);
    expect(texts.filter((text) => text.startsWith('Overfør'))).toEqual([]);
  });

  test('the head never stands alone at the foot of a page, nor a group’s title', () => {
    for (let before = 35; before < 53; before += 1) {
      const groups = [{ title: 'Fagsamling', rows: [aRow('en\nto\ntre', '1')] }, { title: 'Veiledning', rows: [aRow('fire', '1')] }];
      const pages = layOut([linesOfText(before), aTable([], { groups })]).pages.map(bodyTexts);
      expect(pages.find((texts) => texts.includes('Hva')), `${before} before`).toEqual(expect.arrayContaining(['Fagsamling', 'tre']));
      expect(pages.find((texts) => texts.includes('Veiledning')), `${before} before`).toContain('fire');
    }
  });

  test('a group’s last row and its sum stay together', () => {
    const sums = { subtotal: aRow('Sum', '200') };
    for (let before = 35; before < 53; before += 1) {
      const layout = layOut([linesOfText(before), aTable([], { groups: [{ rows: carryingRows(2), ...sums }] })]);
      expect(layout.pages.map(bodyTexts).find((texts) => texts.includes('Sum')), `${before} before`).toContain('rad 2');
    }
  });

  test('wherever the table begins, nothing stands below the margin', () => {
    for (let before = 35; before < 53; before += 1) {
      const group = { title: 'Fagsamling', rows: carryingRows(3, (index) => nested(index + 1)), subtotal: aRow('Sum', '300') };
      expectOrder(layOut([linesOfText(before), aTable([], { groups: [group, group], total: aRow('Alt', '600') })]));
    }
  });

  test('for any rows: all lines in order, nothing below the margin', () => {
    const [low, tall] = [fc.integer({ min: 1, max: 8 }), fc.integer({ min: 50, max: 140 })];
    const anyRows = fc.array(fc.oneof({ weight: 9, arbitrary: low }, { weight: 1, arbitrary: tall }), { maxLength: 25 });
    fc.assert(fc.property(fc.integer({ min: 0, max: 52 }), anyRows, fc.boolean(), (before, heights, isCarried) => {
      const fields = isCarried ? { carried: ['', '1'] } : {};
      const rows = heights.map((lines, index) => aRow(nested(lines).replaceAll('del', `rad ${index} del`), '1', fields));
      const groups = [{ title: 'Gruppe', rows, subtotal: aRow('Sum', '1') }];
      const layout = layOut([linesOfText(before), aTable([], { groups, total: aRow('Alt', '1') })]);
      const found = layout.pages.flatMap(bodyTexts).filter((text) => text.startsWith('rad') && !isRepeated(text));
      expect(found).toEqual(heights.flatMap((lines, index) => Array.from({ length: lines }, (_, at) => `rad ${index} del ${at + 1}`)));
      expectOrder(layout);
    }), { numRuns: 60 });
  });
});

describe('carried sums', () => {
  const carrying = (lines: number) => carryingRows(60).map((row) => ({ ...row, carried: ['', nested(lines)] }));

  test('of several lines have the room they need', () => {
    for (const lines of [2, 9]) expectOrder(layOut([aTable(carrying(lines))]));
  });

  test('have their room also under a row that just fills the page, when only a sum follows', () => {
    for (let lines = 50; lines < 65; lines += 1) {
      for (let before = 30; before < 53; before += 1) {
        const rows = [2, 3, 1, lines].map((height) => aRow(nested(height), '1', { carried: ['', '1'] }));
        expectOrder(layOut([linesOfText(before), aTable([], { groups: [{ title: 'Gruppe', rows, subtotal: aRow('Sum', '1') }] })]));
      }
    }
  });

  test('as tall as the page spoil the page, not the program', () => {
    const rows = layOut([aTable(carrying(55))]).pages.flatMap(bodyTexts).filter((text) => text.startsWith('rad'));
    expect(rows).toHaveLength(60);
  });
});

describe('a row taller than a page', () => {
  test('loses no line, and is one row for a screen reader', () => {
    const layout = layOut([aTable([aRow('før', '1'), aRow(nested(180), '2'), aRow('etter', '3')])]);
    const parts = layout.pages.flatMap((page) => placedTexts(page)).filter(({ text }) => text.startsWith('del') && !isRepeated(text));
    expect(parts.map(({ text }) => text.trimEnd())).toEqual(nested(180).split('\n'));
    expect(new Set(parts.map(({ owner }) => owner)).size).toBe(1);
    expectOrder(layout);
  });

  test('starts where it is, not on a page of its own', () => {
    const [first] = layOut([linesOfText(10), aTable([aRow(nested(120), '1')])]).pages;
    expect(bodyTexts(first)).toContain('del 20');
  });

  test('at the foot of a page starts overleaf rather than below the margin', () => {
    for (let before = 35; before < 53; before += 1) {
      const groups = [{ title: 'Fagsamling', rows: carryingRows(2, () => nested(90)) }];
      expectOrder(layOut([linesOfText(before), aTable([], { groups })]));
    }
  });

  test('leaves room for the sum below it', () => {
    for (let lines = 60; lines < 125; lines += 1) {
      expectOrder(layOut([aTable([], { groups: [{ rows: [aRow(nested(lines), '1')], subtotal: aRow('Sum', '1') }] })]));
    }
  });
});

describe('a row that does not fit in what is left of the page', () => {
  /** Of so many lines, after so many others on the page. */
  const after = (before: number, lines: number, below: Partial<Parameters<typeof aTable>[1]> = {}) => (
    layOut([linesOfText(before), aTable([aRow(nested(lines), '1')], below)]).pages.map(bodyTexts)
  );
  const delsOf = (texts: readonly string[] | undefined) => (texts ?? []).filter((text) => /^del \d+$/.test(text));

  test('is divided where much of the page would stand empty, and goes overleaf where little would', () => {
    expect(delsOf(after(25, 40)[0]).length).toBeGreaterThan(15);
    expect(delsOf(after(36, 40)[0])).toEqual([]);
  });

  test('leaves no page with a third of it empty', () => {
    for (let before = 0; before < 40; before += 1) {
      for (const lines of [10, 20, 30, 40]) {
        const { pages } = layOut([linesOfText(before), aTable([aRow(nested(lines), '1'), aRow(nested(lines), '2')])]);
        for (const page of pages.slice(0, -1)) {
          const lowest = Math.max(...placedTexts(page).filter(({ size }) => size !== 7.5).map(({ baseline }) => baseline));
          expect(page.height - sheet.bottom - lowest, `${lines} lines after ${before}`).toBeLessThan((page.height - sheet.top - sheet.bottom) / 3);
        }
      }
    }
  });

  test('takes three lines overleaf at least, and the sum below it is never alone', () => {
    for (let before = 0; before < 30; before += 1) {
      for (const lines of [20, 25, 30, 35, 40]) {
        const groups = [{ rows: [aRow(nested(lines), '1')], subtotal: aRow('Sum', '1') }];
        const pages = after(before, lines, { groups, total: aRow('Alt', '1') });
        const last = pages.find((texts) => texts.includes('Alt'));
        expect(last, `${lines} after ${before}`).toContain('Sum');
        expect(delsOf(last).length, `${lines} after ${before}`).toBeGreaterThanOrEqual(3);
      }
    }
  });

  test('is one row for a screen reader, its number and name said again in grey for who sees', () => {
    const columns: Table['columns'] = [...aTable([]).columns].map((column) => ({ ...column, width: 100 }));
    const row: Row = { cells: [{ paragraphs: [[{ text: '7', linkTo: 'line' }]] }, { paragraphs: ['Kari Konsulent', nested(90)], isHeader: true }], anchor: 'line' };
    const { pages } = layOut([aTable([row], { columns })]);
    const again = placedTexts(pages[1]).filter(({ text }) => text === '7' || isRepeated(text));
    expect(again.map(({ text, owner, colour }) => [text, owner, colour === theme.muted])).toEqual([
      ['7', 'pagination', true], ['Kari Konsulent (fortsetter)', 'pagination', true],
    ]);
    expect(pages[1]?.links).toEqual([]);
    expect(new Set(pages.flatMap((page) => placedTexts(page)).filter(({ text }) => /^del/.test(text)).map(({ owner }) => owner)).size).toBe(1);
  });

  test('whose name is long has the beginning of it said again', () => {
    const [, second] = layOut([aTable([aRow('lang '.repeat(3_000), '1')])]).pages;
    const again = placedTexts(second).filter(({ text }) => isRepeated(text)).map(({ text }) => text);
    expect(again).toEqual([expect.stringMatching(/^lang .* lang… \(fortsetter\)$/)]);
    expectOrder(layOut([aTable([aRow('lang '.repeat(3_000), '1')])]));
  });

  test('carries its own sums too, since they are printed where it begins', () => {
    const rows = [aRow('først', '100', { carried: ['', '100'] }), aRow(nested(90), '50', { carried: ['', '150'] })];
    const [first, second] = layOut([aTable(rows)]).pages.map(bodyTexts);
    expect(first?.slice(-2)).toEqual(['Overføres', '150']);
    expect(second?.slice(2, 4)).toEqual(['Overført', '150']);
  });
});

describe('sums that have just been said', () => {
  const tableAfter = (before: number, second: string) => {
    const one = { title: 'En', rows: carryingRows(3), subtotal: aRow('Sum En', '300') };
    const two = { title: 'To', rows: [aRow('rad\nto\ntre', '5', { carried: ['', second] })], subtotal: aRow('Sum To', '5') };
    return layOut([linesOfText(before), aTable([], { groups: [one, two] })]).pages.map(bodyTexts);
  };

  test('are not carried below the row that says them, and are overleaf', () => {
    const turning = Array.from({ length: 20 }, (_, index) => tableAfter(30 + index, '305')).filter(([first]) => first?.at(-2) === 'Sum En');
    expect(turning.length).toBeGreaterThan(0);
    for (const [, second] of turning) expect(second?.slice(2, 4)).toEqual(['Overført', '300']);
  });

  test('are carried below a row of sums that says other ones', () => {
    const groups = [['En', '100', '100'], ['To', '200', '300'], ['Tre', '300', '600']].map(([title = '', own = '', all = '']) => (
      { title, rows: [aRow(nested(8), own, { carried: ['', all] })], subtotal: aRow(`Sum ${title}`, own) }
    ));
    const pages = Array.from({ length: 25 }, (_, before) => layOut([linesOfText(before), aTable([], { groups })]).pages.map(bodyTexts));
    const behindTo = pages.map(([first]) => first?.slice(-4) ?? []).filter(([sum]) => sum === 'Sum To');
    expect(behindTo.length).toBeGreaterThan(0);
    for (const texts of behindTo) expect(texts).toEqual(['Sum To', '200', 'Overføres', '300']);
  });
});

describe('columns', () => {
  test('without a share take what they must, and the rest goes to the one that has one', () => {
    const columns: Table['columns'] = [
      { label: 'Nr.', width: 0, align: 'start' }, { label: 'Hva', width: 1, align: 'start' }, { label: 'Kr', width: 0, align: 'end', fits: ['1 000,00'] },
    ];
    const row = { cells: ['1', 'x'.repeat(40), '5'].map((text) => ({ paragraphs: [text] })) };
    const texts = placedTexts(layOut([aTable([row], { columns })]).pages[0]);
    const at = (wanted: string) => texts.find(({ text }) => text === wanted)?.x ?? Number.NaN;
    expect(at('x'.repeat(40)) - at('1')).toBeCloseTo(3 * 0.55 * 8.5 + 0.2 + 7, 6);
    expect(at('5') + 4.25).toBeCloseTo(sheet.left + contentWidth - 4, 6);
  });

  test('of values set their figures on one comma', () => {
    const figure = (text: string): Row => ({ cells: [{ paragraphs: [text], isHeader: true }, { paragraphs: [[{ text, isFigure: true }]] }] });
    const table = aTable([figure('36 000,00 kr'), figure('70 %'), aRow('Søker', 'Gjøvik')], { hasHead: false });
    const valuesOf = placedTexts(layOut([{ ...table, columns: table.columns.map((column) => ({ ...column, align: 'start' })) }]).pages[0]);
    const xOf = (text: string) => Math.max(...valuesOf.filter((item) => item.text === text).map(({ x }) => x));
    expect(xOf('70 %') + 2 * 4.25).toBeCloseTo(xOf('36 000,00 kr') + 6 * 4.25, 6);
    expect(xOf('Gjøvik')).toBeLessThan(xOf('36 000,00 kr'));
  });
});

describe('for a screen reader', () => {
  const row = { cells: [{ paragraphs: ['Reise'], isHeader: true }, { paragraphs: [] }] };
  const total = { cells: [{ paragraphs: ['Alt'], span: 2, isHeader: true }] };
  const [page] = layOut([aTable([], { groups: [{ title: 'Fagsamling', rows: [row] }], total })]).pages;
  const owners = new Map(placedTexts(page).map(({ text, owner }) => [text, owner]));

  test('head, body and foot are what they are', () => {
    expect(tagsOf(owners.get('Kroner') ?? 'layout')).toBe('TH < TR < THead < Table < Document');
    expect(tagsOf(owners.get('Reise') ?? 'layout')).toBe('TH < TR < TBody < Table < Document');
    expect(tagsOf(owners.get('Alt') ?? 'layout')).toBe('TH < TR < TFoot < Table < Document');
  });

  test('a heading cell says what it heads, and how many columns it spans', () => {
    expect(owners.get('Kroner')).toMatchObject({ scope: 'Column' });
    expect(owners.get('Reise')).toMatchObject({ scope: 'Row' });
    expect(owners.get('Fagsamling')).toMatchObject({ scope: 'Row', columnSpan: 2 });
    expect(owners.get('Alt')).toMatchObject({ columnSpan: 2 });
  });

  test('an empty cell is a cell all the same', () => {
    const empty = page?.items.flatMap((item) => (item.kind === 'empty' ? [tagsOf(item.owner)] : []));
    expect(empty).toEqual(['TD < TR < TBody < Table < Document']);
  });

  test('the summary is read and not printed', () => {
    expect(owners.get('Reise')).toMatchObject({ parent: { parent: { parent: { tag: 'Table', summary: 'Kostnader' } } } });
    expect([...owners.keys()]).not.toContain('Kostnader');
  });
});

test('an anchored row is found on the page where it begins', () => {
  const rows = [...carryingRows(80), aRow('mål', '1', { anchor: 'target' })];
  const { anchors, pages } = layOut([aTable(rows)]);
  expect(bodyTexts(pages[anchors.get('target')?.page ?? -1])).toContain('mål');
});
