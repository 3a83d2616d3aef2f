import { describe, expect, test } from 'vitest';
import type { DocumentDescription } from '#app/pdf/document.ts';
import { openVoucher } from '#app/pdf/vouchers/open-voucher.server.ts';
import { renderDocument } from '#app/pdf/render.server.ts';
import type { OpenedVoucher } from '#app/pdf/vouchers/voucher.ts';
import { projectFolder } from '#app/project-folder.ts';
import { foreignPage } from '#test/fixtures/foreign-pdf.ts';
import { aHeic } from '#test/fixtures/heic.ts';
import { aFilledForm, aJpeg, aPdf, aPng, aScriptedPdf, aTransparentPng } from '#test/fixtures/papers.ts';
import { readPdf, type ReadPage } from '#test/fixtures/pdf-reader.ts';
import { safePage, usual } from '#test/fixtures/safe-page.ts';

async function opened(bytes: Buffer): Promise<OpenedVoucher> {
  const voucher = await openVoucher(bytes);
  if ('unreadable' in voucher) throw new Error(`unreadable: ${voucher.unreadable}`);
  return voucher;
}

async function appended(bytes: Buffer, pixelsPerPoint = 1): Promise<{ pages: ReadPage[]; bytes: Buffer }> {
  const voucher = await opened(bytes);
  const description: DocumentDescription = {
    title: 'Prøve', author: 'Prøve', subject: 'Prøve', language: 'nb', madeOn: '2026-11-23', runningHead: { start: '', end: '' },
    words: { footer: '', stamp: '{name} · side {page} av {pages} · {at} av {total}', carriedTo: '', carriedFrom: '', continued: '' },
    blocks: [{ kind: 'heading', level: 2, text: 'Forside', anchor: 'top' }],
    appendices: [{ anchor: 'v', name: 'Bilag 1', fileName: 'fil', backTo: { anchor: 'top', description: 'Tilbake' }, pages: voucher.pages }],
  };
  const made = renderDocument({ description, vouchers: [voucher], projectFolder }).pdf.toBytes();
  return { pages: (await readPdf(made, pixelsPerPoint)).slice(1), bytes: made };
}

/** Which quarter of the picture on the page is dark: `X./..` for the upper left. */
function quarters({ pixels, pixelWidth, height, pixelHeight }: ReadPage): string {
  const isInk = (value: number) => value < 245;
  const stampHeight = 43;
  const below = Math.round((stampHeight * pixelHeight) / height) * pixelWidth;
  const indices = [...pixels.keys()].filter((index) => index > below && isInk(pixels[index] ?? 255));
  const xs = indices.map((index) => index % pixelWidth);
  const ys = indices.map((index) => Math.floor(index / pixelWidth));
  const [left, right, top, bottom] = [xs, ys].flatMap((values) => [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))]);
  const at = (fx: number, fy: number) => {
    const x = Math.round((left ?? 0) + fx * ((right ?? 0) - (left ?? 0)));
    const y = Math.round((top ?? 0) + fy * ((bottom ?? 0) - (top ?? 0)));
    return (pixels[y * pixelWidth + x] ?? 255) < 128 ? 'X' : '.';
  };
  return `${at(0.25, 0.25)}${at(0.75, 0.25)}/${at(0.25, 0.75)}${at(0.75, 0.75)}`;
}

describe('a PDF goes in with all its pages', () => {
  test.each([
    ['upright', { marker: 'OPP' }, 'portrait'],
    ['turned 90°', { marker: 'NITTI', rotation: 90 }, 'landscape'],
    ['turned 180°', { marker: 'HUNDREAATTI', rotation: 180 }, 'portrait'],
    ['turned 270°', { marker: 'TOSYTTI', rotation: 270 }, 'landscape'],
    ['A0', { marker: 'SVAER', size: [2384, 3370] as const }, 'portrait'],
    ['10 × 15 cm', { marker: 'KVITT', size: [283, 425] as const }, 'portrait'],
    ['with its box elsewhere', { marker: 'FLYTT', origin: 300 }, 'portrait'],
    ['several pages', { marker: 'MANGE', pages: 7 }, 'portrait'],
    ['encrypted with an empty password', { marker: 'LAAST', password: { user: '', owner: 'eier' } }, 'portrait'],
  ] as const)('%s', async (name, options, shape) => {
    const { pages } = await appended(await aPdf(options));
    const count = 'pages' in options ? options.pages : 1;
    expect(pages).toHaveLength(count);
    for (const [index, page] of pages.entries()) {
      // A reader may begin at the other end of a line that stands on its head.
      expect(page.text.split(/\s+/)).toEqual(expect.arrayContaining([options.marker, 'side', String(index + 1)]));
      if (!name.includes('180')) expect(page.text).toContain(`${options.marker} side ${index + 1}`);
      expect(page.text).toContain(`Bilag 1 · side ${index + 1} av ${count} · ${index + 2} av ${count + 1}`);
      expect(page.width > page.height ? 'landscape' : 'portrait').toBe(shape);
      expect(page.pixels.filter((pixel) => pixel < 128).length).toBeGreaterThan(60);
    }
  });

  test('what sets no colour of its own is black, as it was', async () => {
    const { pages: [page] } = await appended(safePage({ contents: `${usual.contents} 100 10 40 40 re f 150 10 40 40 re S` }), 2);
    const below = (page?.pixelWidth ?? 0) * 90;
    const colours = page?.colours.subarray(below * 3) ?? new Uint8Array();
    const darkest = [...colours.keys()].filter((at) => at % 3 === 0 && (colours[at] ?? 255) < 60);
    expect(darkest.length).toBeGreaterThan(1_000);
    expect(darkest.filter((at) => Math.abs((colours[at] ?? 0) - (colours[at + 2] ?? 0)) > 4)).toEqual([]);
  });

  test('what was filled into a form is seen', async () => {
    const { pages } = await appended(await aFilledForm('18 000,00 utfylt'));
    expect(pages[0]?.text).toContain('18 000,00 utfylt');
  });

  test('signs that our typeface lacks are found among its words', async () => {
    const fonts = '/Resources << /Font << /F 6 0 R >> >>';
    const bytes = foreignPage({ page: fonts, contents: 'BT /F 24 Tf 10 40 Td (4 l n) Tj ET' }, ['<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>']);
    const { pages } = await appended(bytes);
    expect(pages[0]?.text).toMatch(/✔\s*●\s*■/);
  });

  test('words that run askew are read in their order', async () => {
    const turned = 'BT /F 12 Tf 0.7 0.7 -0.7 0.7 20 10 Tm (Skrev under i mars) Tj ET';
    const { pages } = await appended(foreignPage({ page: '/Resources << /Font << /F 5 0 R >> >> /MediaBox [0 0 200 200]', contents: turned }));
    expect(pages[0]?.text).toContain('Skrev under i mars');
  });

  test('its scripts, actions and embedded files stay behind', async () => {
    const source = await aScriptedPdf('SNILL');
    expect(source.toString('latin1')).toMatch(/EVIL|JavaScript|Launch/);
    const { pages, bytes } = await appended(source);
    expect(pages[0]?.text).toContain('SNILL side 1');
    expect(bytes.toString('latin1')).not.toMatch(/JavaScript|Launch|EmbeddedFile|OpenAction/);
  });
});

describe('a picture becomes a page, upright', () => {
  test('each EXIF turn', async () => {
    const seen: string[] = [];
    for (let orientation = 1; orientation <= 8; orientation += 1) {
      const { pages } = await appended(await aJpeg({ width: 600, height: 400, orientation }), 2);
      seen.push(pages[0] === undefined ? 'none' : quarters(pages[0]));
    }
    expect(seen).toEqual(['X./..', '.X/..', '../.X', '../X.', 'X./..', '.X/..', '../.X', '../X.']);
  });

  test('a grey or RGB JPEG goes in byte for byte', async () => {
    const jpeg = await aJpeg();
    expect((await appended(jpeg)).bytes.includes(jpeg)).toBe(true);
  });

  test('a PNG, also a transparent one, on white', async () => {
    expect((await appended(await aPng({ width: 600, height: 400 }), 2)).pages.map(quarters)).toEqual(['X./..']);
    const [page] = (await appended(await aTransparentPng())).pages;
    expect(page?.pixels.filter((pixel) => pixel < 60).length).toBeGreaterThan(1_500);
    expect(page?.pixels.filter((pixel) => pixel < 60).length).toBeLessThan(6_000);
  });

  test('a small one gets a frame and is not blown up', async () => {
    const { pages: [page] } = await opened(await aPng({ width: 30, height: 20 }));
    expect(page).toEqual({ width: 21.599999999999998, height: 14.399999999999999 });
  });
});

describe('a file that cannot be included says why', () => {
  const cases: [string, () => Promise<Buffer> | Buffer, string][] = [
    ['an empty file', () => Buffer.alloc(0), 'empty'],
    ['a password', () => aPdf({ marker: 'X', password: { user: 'hemmelig', owner: 'eier' } }), 'password'],
    ['a web page', () => Buffer.from('<!doctype html><html></html>'), 'type_html'],
    ['a drawing', () => Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'), 'type_svg'],
    ['an e-invoice', () => Buffer.from('<?xml version="1.0"?><Invoice/>'), 'type_xml'],
    ['a HEIC picture cut in half', () => aHeic.subarray(0, aHeic.length / 2), 'damaged'],
    ['a TIFF picture of nothing', () => Buffer.from('II*\0........', 'latin1'), 'damaged'],
    ['a WebP picture of nothing', () => Buffer.from('RIFF....WEBPVP8 ', 'latin1'), 'damaged'],
    ['a PDF that shows nothing', () => foreignPage({ contents: 'q Q' }), 'blank'],
    ['a GIF picture', () => Buffer.from('GIF89a......', 'latin1'), 'type_gif'],
    ['an Office document', () => Buffer.from('PK\x03\x04....[Content_Types].xml', 'latin1'), 'type_office'],
    ['a zip', () => Buffer.from('PK\x03\x04....faktura.pdf', 'latin1'), 'type_zip'],
    ['plain text', () => Buffer.from('Faktura 1001'), 'type_unknown'],
    ['only a header', () => Buffer.from('%PDF-1.7\n%%EOF\n'), 'damaged'],
    ['a picture cut in half', async () => { const jpeg = await aJpeg({ width: 800, height: 800 }); return jpeg.subarray(0, jpeg.length / 2); }, 'truncated'],
    ['a PNG cut in half', async () => { const png = await aPng({ width: 800, height: 800 }); return png.subarray(0, png.length / 2); }, 'truncated'],
  ];

  test.each(cases)('%s', async (_name, make, cause) => {
    expect(await openVoucher(await make())).toEqual({ unreadable: cause });
  });

  test('a PDF cut anywhere is refused, never half taken', async () => {
    const whole = await aPdf({ marker: 'KUTT', pages: 3 });
    for (let tenth = 1; tenth <= 9; tenth += 1) {
      expect(await openVoucher(whole.subarray(0, Math.floor((whole.length * tenth) / 10)))).toHaveProperty('unreadable');
    }
  });
});
