import { describe, expect, test } from 'vitest';
import { foreignPage, foreignPdf } from '#test/fixtures/foreign-pdf.ts';
import { carried } from '#test/fixtures/carried.ts';
import { readPdf, type ReadPage } from '#test/fixtures/pdf-reader.ts';
import { asPdf } from '#test/fixtures/written-pdf.ts';

/** A dark square of 20 points in the lower left corner of the box, from 100, 200. */
const corner = '100 200 20 20 re f';
const box = '/MediaBox [100 200 300 300]';

async function shown(bytes: Buffer): Promise<ReadPage> {
  const voucher = await carried(bytes);
  if ('unreadable' in voucher) throw new Error(voucher.unreadable);
  const [page] = await readPdf(asPdf(voucher));
  if (page === undefined) throw new Error('no page');
  return page;
}

/** Size of the page and middle of what is dark on it, from its upper left corner. */
function seen({ pixels, pixelWidth, pixelHeight }: ReadPage): { size: string; middle: string } {
  const dark = [...pixels.keys()].filter((index) => (pixels[index] ?? 255) < 128);
  const average = (values: number[]) => Math.round(values.reduce((total, value) => total + value, 0) / values.length);
  const middle = `${average(dark.map((index) => index % pixelWidth))}, ${average(dark.map((index) => Math.floor(index / pixelWidth)))}`;
  return { size: `${pixelWidth} × ${pixelHeight}`, middle };
}

describe('a page is shown', () => {
  test.each([
    [0, '200 × 100', '10, 90'], [90, '100 × 200', '10, 10'], [180, '200 × 100', '190, 10'], [270, '100 × 200', '90, 190'],
    [-90, '100 × 200', '90, 190'], [450, '100 × 200', '10, 10'],
  ])('turned by %i degrees', async (turn, size, middle) => {
    expect(seen(await shown(foreignPage({ page: `${box} /Rotate ${turn}`, contents: corner })))).toEqual({ size, middle });
  });

  test('within its crop box only', async () => {
    const page = await shown(foreignPage({ page: `${box} /CropBox [110 210 160 260]`, contents: corner }));
    expect(seen(page)).toEqual({ size: '50 × 50', middle: '5, 45' });
    expect(page.pixels.filter((pixel) => pixel < 128)).toHaveLength(100);
  });

  test('within its media box, though its crop box reaches beyond', async () => {
    const page = await shown(foreignPage({ page: `${box} /CropBox [0 0 900 900]`, contents: corner }));
    expect(seen(page)).toEqual({ size: '200 × 100', middle: '10, 90' });
  });

  test('also when its box names other corners', async () => {
    const page = await shown(foreignPage({ page: '/MediaBox [300 300 100 200]', contents: corner }));
    expect(seen(page)).toEqual({ size: '200 × 100', middle: '10, 90' });
  });

  test.each(['/UserUnit 3', '/UserUnit 6 0 R'])('in its own units: %s', async (unit) => {
    const page = await shown(foreignPage({ page: `${box} ${unit} /Rotate 90`, contents: corner }, ['3']));
    expect(seen(page)).toEqual({ size: '300 × 600', middle: '30, 30' });
  });

  test.each(['0', '-1', '/X', '1000000000'])('in points when its unit is none: %s', async (unit) => {
    expect(seen(await shown(foreignPage({ page: `${box} /UserUnit ${unit}`, contents: corner }))).size).toBe('200 × 100');
  });

  test.each<[string, Buffer]>([
    ['that it lacks', foreignPdf([
      '<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', '<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>', { data: corner },
    ])],
    ['with nothing in it', foreignPage({ page: '/MediaBox [0 0 0 100]', contents: corner })],
    ['that is none', foreignPage({ page: '/MediaBox [0 0 100]', contents: corner })],
  ])('on letter paper, as viewers show it, for a box %s', async (_name, bytes) => {
    expect(seen(await shown(bytes))).toEqual({ size: '612 × 792', middle: '110, 582' });
  });

  test.each([['with nothing in it', '150 250 150 300'], ['beside the page', '500 500 600 600'], ['at its edge', '300 200 400 300']])('whole, for a crop box %s', async (_name, crop) => {
    expect(seen(await shown(foreignPage({ page: `${box} /CropBox [${crop}]`, contents: corner })))).toEqual({ size: '200 × 100', middle: '10, 90' });
  });

  test('as often as it stands in the file', async () => {
    const voucher = await carried(foreignPdf([
      '<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>',
      `<< /Type /Page /Parent 2 0 R ${box} /Contents 4 0 R >>`, { data: corner },
    ]));
    if ('unreadable' in voucher) throw new Error(voucher.unreadable);
    expect((await readPdf(asPdf(voucher))).map((page) => seen(page).middle)).toEqual(['10, 90', '10, 90']);
  });

  test('with the box, turn and resources of the node above it', async () => {
    const pages = `${box} /Rotate 90 /Resources << /Font << /F 5 0 R >> >>`;
    const bytes = foreignPage({ pages, contents: `${corner} BT /F 20 Tf 150 250 Td (Arvet) Tj ET` });
    const page = await shown(bytes);
    expect([page.text, page.pixelWidth, page.pixelHeight]).toEqual(['Arvet', 100, 200]);
  });

  test('with its own resources before those above it', async () => {
    const contents = 'BT /F 20 Tf 10 50 Td (Egen) Tj ET';
    const bytes = foreignPage({ pages: '/Resources << >>', page: '/Resources << /Font << /F 5 0 R >> >>', contents });
    expect((await shown(bytes)).text).toBe('Egen');
  });

  test('with its transparency blended within itself', async () => {
    const group = '/Group << /Type /Group /S /Transparency /CS /DeviceRGB /I true >>';
    const resources = '/Resources << /ExtGState << /G << /Type /ExtGState /ca 0.5 >> >> >>';
    const page = await shown(foreignPage({ page: `${group} ${resources}`, contents: '/G gs 0 0 200 100 re f' }));
    expect(page.pixels[0]).toBeGreaterThan(120);
    expect(page.pixels[0]).toBeLessThan(135);
  });
});

describe('refused as damaged', () => {
  test.each([
    ['a branch of pages that stands twice', foreignPdf([
      '<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>', '<< /Type /Pages /Parent 2 0 R /Kids [4 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 3 0 R /MediaBox [0 0 9 9] >>',
    ])],
    ['a file without pages', foreignPdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>'])],
  ])('%s', async (_name, bytes) => {
    expect(await carried(bytes)).toEqual({ unreadable: 'damaged' });
  });
});

test.each(['0 0 300000 100', '0 0 100 14400', '0 0 250000 250000'])('a page on which nothing could be read on a sheet is refused for its shape: %s', async (box) => {
  expect(await carried(foreignPage({ page: `/MediaBox [${box}]` }))).toEqual({ unreadable: 'page_shape' });
});

test('a roll of receipts of two metres is a page', async () => {
  expect(await carried(foreignPage({ page: '/MediaBox [0 0 226 5670]' }))).toHaveProperty('pages');
});

describe('a file that was cut is known', () => {
  const whole = foreignPage({ contents: corner });

  test('by lacking its end', async () => {
    expect(await carried(whole.subarray(0, whole.indexOf('startxref')))).toEqual({ unreadable: 'truncated' });
  });

  test('by beginning another revision without ending it', async () => {
    expect(await carried(Buffer.concat([whole, Buffer.from('6 0 obj\n<< /Half')]))).toEqual({ unreadable: 'truncated' });
  });

  test('from one with a little rubbish after its end', async () => {
    expect(await carried(Buffer.concat([whole, Buffer.from('\r\n\0\0--boundary--')]))).toHaveProperty('pages');
  });
});
