import { describe, expect, test } from 'vitest';
import { foreignPage, foreignPdf, type ForeignObject } from '#test/fixtures/foreign-pdf.ts';
import { openVoucher } from './open-voucher.server.ts';

/** The words that are set invisibly on a page that goes in as a picture. */
async function words(bytes: Buffer): Promise<string | undefined> {
  const voucher = await openVoucher(bytes);
  if ('unreadable' in voucher) throw new Error(voucher.unreadable);
  return voucher.pages[0]?.words?.map(({ text }) => text).join(' ');
}

const resources = '/Resources << /Font << /F 5 0 R >> >>';
const seen = 'BT /F 12 Tf 10 10 Td (SEEN) Tj ET';
const at = (y: number, text: string) => `BT /F 12 Tf 10 ${y} Td (${text}) Tj ET`;

function page(contents: string, entries = '', more: readonly ForeignObject[] = []): Buffer {
  return foreignPage({ page: `${resources} ${entries}`, contents }, more);
}

describe('on a page that goes in as a picture, the words set invisibly are those that are seen; not', () => {
  test.each([
    ['what is cut away', `q 0 0 5 5 re W n ${at(50, 'CUT')} Q ${seen}`],
    ['what is covered', `${at(50, 'COVERED')} 0 g 5 40 150 30 re f ${seen}`],
    ['what was painted over and written anew', `${at(50, '18000')} 1 g 5 40 150 30 re f 0 g ${at(50, '12000')} ${seen}`, '12000 SEEN'],
    ['what was painted over and written again', `${at(50, '18000')} 1 g 5 40 150 30 re f 0 g ${at(50, '18000')} ${seen}`, '18000 SEEN'],
    ['white words on white paper', `1 g ${at(50, 'WHITE')} 0 g ${seen}`],
    ['what stands beside the page', `BT /F 12 Tf 300 50 Td (BESIDE) Tj ET ${seen}`],
    ['what lies beneath a stamp', `${at(50, 'UNDER')} ${seen}`, 'SEEN', '/Annots [ << /Type /Annot /Subtype /Stamp /Rect [5 40 155 70] /AP << /N 6 0 R >> >> ]'],
    ['words without ink where there is no scan', `BT 3 Tr /F 12 Tf 10 50 Td (UNSEEN) Tj ET BT 0 Tr ET ${seen}`],
  ])('%s', async (_name, contents, expected = 'SEEN', entries = '') => {
    const square = { dictionary: '/Type /XObject /Subtype /Form /BBox [0 0 10 10]', data: '0 0 10 10 re f' };
    expect(await words(page(`${contents} 0 0 0 1 k 190 0 5 5 re f`, entries, [square]))).toBe(expected);
  });

  test.each(['/F 2', '/F 32', '/F 36'])('a stamp that is not for viewing: %s', async (flags) => {
    const stamp = { dictionary: `/Type /XObject /Subtype /Form /BBox [0 0 100 20] ${resources}`, data: at(5, 'STAMP') };
    const annotation = (more: string) => page(seen, `/Annots [ << /Type /Annot /Subtype /Stamp /Rect [10 50 110 70] ${more} /AP << /N 6 0 R >> >> ]`, [stamp]);
    expect(await words(annotation(flags))).toBe('SEEN');
    expect(await words(annotation('/F 4'))).toBe('SEEN STAMP');
  });

  test('but a stamp that stays upright on a turned page, where it is seen', async () => {
    const stamp = { dictionary: `/Type /XObject /Subtype /Form /BBox [0 0 100 20] ${resources}`, data: at(5, 'STAMP') };
    const bytes = page(seen, '/Rotate 90 /Annots [ << /Type /Annot /Subtype /Stamp /Rect [50 20 150 40] /F 20 /AP << /N 6 0 R >> >> ]', [stamp]);
    const voucher = await openVoucher(bytes);
    const found = 'unreadable' in voucher ? [] : voucher.pages[0]?.words ?? [];
    expect(found.map(({ text, angle }) => [text, angle])).toEqual([['SEEN', 270], ['STAMP', 0]]);
  });

  test('a field that is not for viewing, though it is filled in', async () => {
    const field = '/Subtype /Widget /FT /Tx /T (a) /V (FIELD) /DA (/F 12 Tf 0 g) /Rect [10 50 110 70]';
    expect(await words(page(seen, `/Annots [ << /Type /Annot ${field} /F 36 >> ]`))).toBe('SEEN');
    expect(await words(page(seen, `/Annots [ << /Type /Annot ${field} /F 4 >> ]`))).toBe('SEEN FIELD');
  });
});

describe('but', () => {
  test('white words on a dark ground', async () => {
    expect(await words(page(`0 g 5 40 150 30 re f 1 g ${at(50, 'WHITE')} 0 g ${seen}`))).toBe('WHITE SEEN');
  });

  test('words that lie across one another', async () => {
    const found = await words(page(`${at(50, 'ACROSS')} 5 5 5 5 re f BT /F 30 Tf 0.8 g 8 45 Td (DRAFT) Tj ET`));
    expect(found?.split(' ').sort()).toEqual(['ACROSS', 'DRAFT']);
  });

  test('what is seen beside a field that is filled in, also where the page has its size from the node above it', async () => {
    const field = '/Subtype /Widget /FT /Tx /T (a) /V (FIELD) /DA (/F 12 Tf 0 g) /F 4 /Rect [120 70 190 90]';
    const contents = `0.9 g 0 0 200 100 re f 0 g ${seen} ${at(50, 'ACROSS')} 0.5 g BT /F 30 Tf 8 45 Td (DRAFT) Tj ET`;
    const bytes = foreignPage({ page: `${resources} /Annots [ << /Type /Annot ${field} >> ]`, pages: '/MediaBox [0 0 200 100]', contents });
    const found = await words(bytes);
    expect(found?.split(' ').sort()).toEqual(['ACROSS', 'DRAFT', 'FIELD', 'SEEN']);
  });

  test('the small picture of a page with fields shows all of it, wherever its size is told', async () => {
    const field = '/Annots [ << /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (FIELD) /DA (/F 12 Tf 0 g) /F 4 /Rect [120 70 190 90] >> ]';
    const box = '/MediaBox [0 0 200 100]';
    const [own, inherited] = await Promise.all([{ page: `${resources} ${field} ${box}` }, { page: `${resources} ${field}`, pages: box }]
      .map((where) => openVoucher(foreignPage({ ...where, contents: seen }))));
    if (own === undefined || inherited === undefined || 'unreadable' in own || 'unreadable' in inherited) throw new Error('not opened');
    expect(inherited.thumbnail.equals(own.thumbnail)).toBe(true);
  });

  test('dots and dashes', async () => {
    expect(await words(page(`${at(50, '1.2 - 3,4 | i')} 5 5 5 5 re f`))).toBe('1.2 - 3,4 | i');
  });

  test('what was recognised on a scan, where the scan has ink', async () => {
    // Stripes in its upper half, paper in the lower.
    const data = Buffer.from(`${'ff00'.repeat(50)}${'ffff'.repeat(50)}`, 'hex');
    const scan = { dictionary: '/Type /XObject /Subtype /Image /Width 100 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceGray', data };
    const contents = 'q 200 0 0 100 0 0 cm /I Do Q BT 3 Tr /F 12 Tf 10 70 Td (RECOGNISED) Tj 0 -60 Td (NOTHING) Tj ET';
    const scanned = foreignPage({ page: '/Resources << /Font << /F 5 0 R >> /XObject << /I 6 0 R >> >>', contents: `${contents} 0 0 0 1 k 0 0 1 1 re f` }, [scan]);
    expect(await words(scanned)).toBe('RECOGNISED');
  });
});

describe('layers that are switched off are not read', () => {
  /** Layer 6 is off, 7 is on. */
  function layered(contents: string, entries: string, more: readonly ForeignObject[] = []): Buffer {
    return foreignPdf([
      '<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R 7 0 R] /D << /OFF [6 0 R] >> >> >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R ${entries} >>`, { data: contents },
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>', '<< /Type /OCG /Name (Norsk) >>', '<< /Type /OCG /Name (English) >>', ...more,
    ]);
  }
  const named = '/Resources << /Font << /F 5 0 R >> /Properties << /Off 6 0 R /On 7 0 R >> /XObject << /X 8 0 R >> >>';
  const form = (layer: number) => ({ dictionary: `/Type /XObject /Subtype /Form /BBox [0 0 200 100] /OC ${layer} 0 R ${resources}`, data: at(50, 'FORM') });

  test('where they stand in a page', async () => {
    expect(await words(layered(`/OC /Off BDC ${at(50, 'OFF')} EMC /OC /On BDC ${at(70, 'ON')} EMC`, named, [form(7)]))).toBe('ON');
  });

  test('also where another layer has its words in the very place', async () => {
    expect(await words(layered(`/OC /Off BDC ${at(50, 'Faktura')} EMC /OC /On BDC ${at(50, 'Invoice')} EMC 5 5 5 5 re f`, named, [form(7)]))).toBe('Invoice');
  });

  test.each([[6, 'SEEN'], [7, 'FORM SEEN']])('where they are a form of layer %i', async (layer, expected) => {
    expect(await words(layered(`/X Do ${seen}`, named, [form(layer)]))).toBe(expected);
  });

  test.each([[6, 'SEEN'], [7, 'SEEN FORM']])('where a stamp is of layer %i', async (layer, expected) => {
    const stamp = `/Annots [ << /Type /Annot /Subtype /Stamp /Rect [0 0 200 100] /OC ${layer} 0 R /AP << /N 8 0 R >> >> ]`;
    expect(await words(layered(seen, `${named} ${stamp}`, [{ ...form(7), dictionary: form(7).dictionary.replace(/\/OC 7 0 R/, '') }]))).toBe(expected);
  });
});
