import { describe, expect, test } from 'vitest';
import type { ForeignObject } from '#test/fixtures/foreign-pdf.ts';
import { readPdf } from '#test/fixtures/pdf-reader.ts';
import { safePage, type SafePageParts } from '#test/fixtures/safe-page.ts';
import { asPdf, unpacked } from '#test/fixtures/written-pdf.ts';
import { openVoucher } from '../open-voucher.server.ts';

const hei = '<000100020003>';
const line = (x: number, y: number) => `BT /F 16 Tf ${x} ${y} Td ${hei} Tj ET`;
const twoLines = `${line(10, 70)} ${line(10, 20)}`;
const fonts = '/Font << /F 6 0 R >>';
const form = (data: string, { resources = '', box = '/BBox [0 0 200 100]', more = '' } = {}): ForeignObject => (
  { dictionary: `/Type /XObject /Subtype /Form ${box} /Resources << ${fonts} ${resources} >> ${more}`, data }
);
/** A picture of one grey. */
const picture = (grey: number): ForeignObject => (
  { dictionary: '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8', data: Buffer.from([grey]) }
);
const drawing = (contents: string, more: readonly ForeignObject[], resources = '', others = ''): SafePageParts => (
  { contents, more, resources: `/XObject << /X 11 0 R ${others} >> ${resources}` }
);

/** What the page says by how many marks, and whether it still draws a form; the claim's page looks as the file's does. */
async function opened(parts: SafePageParts): Promise<{ tags: string; marks: number | undefined; isForm: boolean }> {
  const bytes = safePage(parts);
  const voucher = await openVoucher(bytes);
  if ('unreadable' in voucher) throw new Error(voucher.unreadable);
  const made = asPdf(voucher);
  const [[wanted], [shown]] = await Promise.all([readPdf(bytes, 2), readPdf(made, 2)]);
  expect(wanted?.pixels.some((grey) => grey < 200)).toBe(true);
  expect(Buffer.from(shown?.colours ?? []).equals(Buffer.from(wanted?.colours ?? []))).toBe(true);
  expect(shown?.text.split(/\s+/)).toEqual(wanted?.text.split(/\s+/));
  const { elements = [], marks } = voucher.pages[0]?.text ?? {};
  return { tags: elements.map(({ tag }) => tag).join(' '), marks, isForm: / Do\n/.test(unpacked(made)) };
}

describe('a form’s lines have marks of their own, and are drawn as they were', () => {
  const turned = '/Matrix [0 -1 1 0 20 120]';
  const nested = form(twoLines, { box: '/BBox [0 0 100 100] /Matrix [0.5 0 0 0.5 20 20]' });

  test.each<[string, SafePageParts]>([
    ['several lines', drawing('/X Do', [form(twoLines)])],
    ['named without a blank behind what stands before it', drawing('q 1 0 0 1 20 0 cm/X Do Q', [form(twoLines)])],
    ['turned', drawing('/X Do', [form(twoLines, { box: `/BBox [0 0 200 100] ${turned}` })])],
    ['finer than any step', drawing('q 200 0 0 100 0 0 cm /X Do Q', [
      form(`0.005 0 0 0.01 0.00049 0.00049 cm ${twoLines}`, { box: '/BBox [0 0 1 1] /Matrix [1 0 0 1 0.00049 0.00049]' }),
    ])],
    ['cut at the form’s edges', drawing('/X Do', [form(twoLines, { box: '/BBox [120 90 20 25]' })])],
    ['in the colour and with the gaps that were set before', drawing('1 0 0 rg 3 Tc 1 0 0 1 9 9 cm /X Do', [form(twoLines)])],
    ['in colours and states that end with it', drawing('/X Do 150 10 40 40 re f', [form(`0 0 1 rg 0.5 0 0 0.5 0 0 cm ${twoLines}`)])],
    ['with states that are left open', drawing('/X Do 150 10 40 40 re f', [form(`q 1 0 0 rg q ${twoLines}`)])],
    ['in a form within a form', drawing('/X Do', [form('/Y Do', { resources: '/XObject << /Y 12 0 R >>' }), nested])],
    ['in a state that lets nothing through', drawing('/S gs /X Do', [form(twoLines)], '/ExtGState << /S << /Type /ExtGState /ca 1 /BM /Normal >> >>')],
    ['after a state that is restored', drawing('q /S gs Q /X Do', [form(twoLines)], '/ExtGState << /S << /Type /ExtGState /ca 0.5 >> >>')],
    ['with things let through within', drawing('/X Do', [form(`/S gs ${twoLines}`, { resources: '/ExtGState << /S << /Type /ExtGState /ca 0.5 >> >>' })])],
    ['with names written in codes', drawing('/X Do', [form(twoLines.replaceAll('/F 16', '/#46 16'))])],
    ['with marks of its own', drawing('/X Do', [form(`/P << /MCID 0 >> BDC ${twoLines} EMC /Span /P1 BDC EMC`)])],
    ['with a ramp of colours', drawing('/X Do', [form(`q 150 10 40 40 re W n /R sh Q ${twoLines}`, {
      resources: '/Shading << /R << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [150 0 190 0]'
        + ' /Function << /FunctionType 2 /Domain [0 1] /N 1 /C0 [1 0 0] /C1 [0 0 1] >> >> >>',
    })])],
  ])('%s', async (_name, parts) => {
    expect(await opened(parts)).toEqual({ tags: 'P P', marks: 2, isForm: false });
  });

  test('also behind a picture and a state, with no blank between', async () => {
    const parts = drawing('q 20 0 0 20 150 10 cm/Y Do/X Do Q q/X Do Q', [form(twoLines), picture(0)], '', '/Y 12 0 R');
    const { tags, isForm } = await opened(parts);
    expect([tags.split(' ').includes('Figure'), tags.split(' ').includes('P'), isForm]).toEqual([true, true, true]);
  });

  test('as often as it is drawn', async () => {
    expect(await opened(drawing('/X Do q 1 0 0 1 100 0 cm /X Do Q', [form(twoLines)]))).toEqual({ tags: 'P P P P', marks: 4, isForm: false });
  });

  test('among those of the page, in the order in which they are drawn', async () => {
    const bytes = safePage(drawing(`${line(10, 80)} /X Do ${line(150, 80)}`, [form('BT /F 16 Tf 10 40 Td <00010002> Tj 0 -20 Td <00030002> Tj ET')]));
    const voucher = await openVoucher(bytes);
    expect('pages' in voucher && voucher.pages[0]?.text?.contents.map(({ mark }) => mark)).toEqual([0, 1, 2, 3]);
    const [page] = 'pages' in voucher ? await readPdf(asPdf(voucher)) : [];
    expect(page?.text.split(/\s+/)).toEqual(['Hei', 'He', 'ie', 'Hei']);
  });

  test('with its pictures as the page’s figure, and each name for the thing it stands for there', async () => {
    const resources = '/XObject << /X 11 0 R /Y 13 0 R >> /ColorSpace << /C [/CalRGB << /WhitePoint [0.9505 1 1.089] /Gamma [3 3 3] >>] >>';
    const inside = form(`/C cs 0.7 0.2 0.2 sc 5 5 20 10 re f q 20 0 0 20 30 5 cm /Y Do Q ${twoLines}`, {
      resources: '/XObject << /Y 12 0 R >> /ColorSpace << /C [/CalRGB << /WhitePoint [0.9505 1 1.089] >>] >>',
    });
    const contents = '/C cs 0.7 0.2 0.2 sc 105 5 20 10 re f q 20 0 0 20 130 5 cm /Y Do Q /X Do q 20 0 0 20 160 5 cm /Y Do Q';
    const found = await opened({ contents, resources, more: [inside, picture(0), picture(120)] });
    expect(found).toEqual({ tags: 'P P Figure', marks: 5, isForm: true });
  });
});

describe('a form that would be drawn otherwise stays one, with one mark', () => {
  const white = '<< /WhitePoint [0.9505 1 1.089] >>';
  const standIn = `/ColorSpace << /DefaultRGB [/CalRGB ${white}] >>`;
  const tile = (data: string): ForeignObject => (
    { dictionary: '/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 7 7] /XStep 7 /YStep 7 /Resources << >>', data }
  );
  const state = (entries: string) => `/ExtGState << /S << /Type /ExtGState ${entries} >> >>`;
  const mask = '/SMask << /Type /Mask /S /Luminosity /G 12 0 R >>';
  const light = { dictionary: '/Type /XObject /Subtype /Form /BBox [0 0 200 100] /Group << /S /Transparency /CS /DeviceGray >>', data: '1 g 0 0 50 100 re f' };

  test.each<[string, SafePageParts]>([
    ['blended as one', drawing('/X Do', [form(twoLines, { more: '/Group << /S /Transparency >>' })])],
    ['let through as one', drawing('/S gs /X Do', [form(twoLines)], state('/ca 0.5'))],
    ['whose lines are let through as one', drawing('/S gs /X Do', [form(twoLines)], state('/CA 0.5'))],
    ['blended with what lies under it', drawing('1 0 0 rg 0 0 99 99 re f 0 g /S gs /X Do', [form(twoLines)], state('/BM /Multiply'))],
    ['seen through a mask', drawing('/S gs /X Do', [form(twoLines), light], state(mask))],
    ['with a mask within', drawing('/X Do', [form(`/S gs ${twoLines}`, { resources: state(mask) }), light])],
    ['with a pattern', drawing('/X Do', [
      form(`/Pattern cs /T scn 100 10 50 50 re f 0 g ${twoLines}`, { resources: '/Pattern << /T 12 0 R >>', box: '/BBox [0 0 200 100] /Matrix [1 0 0 1 3 3]' }),
      tile('0 0 4 4 re f'),
    ])],
    ['on a page whose colours another space stands in for', drawing('1 0 0 rg 90 9 9 9 re f /X Do', [form(`0.5 0 0 rg ${twoLines}`)], standIn)],
    ['whose colours another space stands in for', drawing('/X Do', [form(`0.5 0 0 rg ${twoLines}`, { resources: standIn })])],
    ['with a state too deep', drawing(`${'q '.repeat(10)} /X Do`, [form(`${'q '.repeat(10)}${twoLines}`)])],
    ['larger than what is unfolded', drawing('/X Do', [form(`${twoLines} % ${'x'.repeat(4 * 1024 * 1024)}`)])],
  ])('%s', async (_name, parts) => {
    const { tags, isForm } = await opened(parts);
    expect([tags, isForm]).toEqual(['P Span', true]);
  });

  test('so does one that says nothing', async () => {
    expect(await opened(drawing(`/X Do ${line(10, 50)}`, [form('100 10 50 50 re f')]))).toEqual({ tags: 'P', marks: 1, isForm: true });
  });
});

test('forms that draw forms many times are unfolded no further than there is room for', async () => {
  const tenfold = (to: number): ForeignObject => form('/Z Do q 9 0 0 9 9 9 cm Q '.repeat(10), { resources: `/XObject << /Z ${to} 0 R >>` });
  const more = [12, 13, 14, 15].map((to) => tenfold(to));
  const start = performance.now();
  const voucher = await openVoucher(safePage(drawing('/X Do', [...more, form(line(10, 20))])));
  expect(voucher).toHaveProperty('pages');
  expect(performance.now() - start).toBeLessThan(8_000);
});

test('what a form brings along comes once, and the form itself stays behind', async () => {
  const voucher = await openVoucher(safePage(drawing('/X Do /X Do', [form(twoLines)])));
  if ('unreadable' in voucher) throw new Error(voucher.unreadable);
  const text = unpacked(asPdf(voucher));
  expect([text.match(/\/BaseFont \/Prove \/Encoding/g)?.length, text.match(/\/Subtype \/Form/g)]).toEqual([1, null]);
  expect(text).toMatch(/<< \/OwnIn1 \d+ 0 R >>/);
});
