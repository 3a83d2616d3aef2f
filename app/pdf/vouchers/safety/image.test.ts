import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { ForeignObject } from '#test/fixtures/foreign-pdf.ts';
import { aJpx } from '#test/fixtures/jpx.ts';
import { openVoucher } from '../open-voucher.server.ts';
import { PdfFile } from '../../pdf-file.ts';
import { doubt, safePage } from '#test/fixtures/safe-page.ts';

const picture = (entries: string, data: string | Buffer = 'abcd'): ForeignObject => (
  { dictionary: `/Type /XObject /Subtype /Image /Width 1 /Height 1 ${entries}`, data }
);
const grey = '/BitsPerComponent 8 /ColorSpace /DeviceGray';
const shown = (...more: ForeignObject[]) => safePage({ contents: 'q 10 0 0 10 0 0 cm /X Do Q', resources: '/XObject << /X 11 0 R >>', more });
const jpeg = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } }).jpeg().toBuffer();
const printers = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } }).toColourspace('cmyk').jpeg().toBuffer();

describe('a picture is proven', () => {
  test.each<[string, ForeignObject[]]>([
    ['in grey', [picture(grey)]], ['in RGB', [picture('/BitsPerComponent 8 /ColorSpace /DeviceRGB')]], ['in 16 bits', [picture('/BitsPerComponent 16 /ColorSpace /DeviceGray')]],
    ['with a palette', [picture('/BitsPerComponent 1 /ColorSpace [/Indexed /DeviceRGB 1 <000000ffffff>]')]],
    ['as a stencil', [picture('/ImageMask true')]], ['with soft edges', [picture(`${grey} /SMask 12 0 R`), picture(grey)]],
    ['with a stencil', [picture(`${grey} /Mask 12 0 R`), picture('/ImageMask true /BitsPerComponent 1')]], ['with a colour left out', [picture(`${grey} /Mask [0 1]`)]],
    ['as a JPEG', [picture('/BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode', jpeg)]],
  ])('%s', async (_name, more) => {
    expect(await doubt(shown(...more))).toBeUndefined();
  });
});

test('a picture to be drawn softer than it is goes in as it is, and its soft edges too', async () => {
  const bytes = shown(picture(`${grey} /Interpolate true /SMask 12 0 R`), picture(`${grey} /Interpolate true`));
  expect(await doubt(bytes)).toBeUndefined();
  const voucher = await openVoucher(bytes);
  if ('unreadable' in voucher) throw new Error(voucher.unreadable);
  const file = new PdfFile();
  voucher.writeInto(file);
  const pictures = file.parts().filter(({ body }) => body.includes('/Subtype /Image'));
  expect(pictures.map(({ body }) => body.includes('Interpolate'))).toEqual([false, false]);
});

describe('a picture is not proven', () => {
  test.each<[string, ForeignObject[], string]>([
    ['in printers’ colours', [picture('/BitsPerComponent 8 /ColorSpace /DeviceCMYK')], 'colour space /DeviceCMYK'],
    ['in a spot colour', [picture('/BitsPerComponent 8 /ColorSpace [/Separation /Gold /DeviceRGB 12 0 R]'), '<< /FunctionType 2 /Domain [0 1] /N 1 >>'], 'colour space /Separation'],
    ['as a JPEG in printers’ colours that says RGB', [picture('/BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode', printers)], 'a JPEG in other colours than it says'],
    ['as a JPEG that says grey', [picture(`${grey} /Filter /DCTDecode`, jpeg)], 'a JPEG in other colours than it says'],
    ['as a JPEG packed once more', [picture('/BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter [/ASCIIHexDecode /DCTDecode]', `${jpeg.toString('hex')}>`)], 'a JPEG in other colours than it says'],
    ['packed by LZW', [picture(`${grey} /Filter /LZWDecode`)], 'filter /LZWDecode'],
    ['packed by JPEG 2000', [picture('/Filter /JPXDecode', aJpx([40]))], 'filter /JPXDecode'],
    ['encrypted by a filter', [picture(`${grey} /Filter /Crypt`)], 'filter /Crypt'],
    ['with other pictures instead', [picture(`${grey} /Alternates []`)], 'image with Alternates'],
    ['with a picture for printers', [picture(`${grey} /OPI << >>`)], 'image with OPI'],
    ['of a layer', [picture(`${grey} /OC << /Type /OCG >>`)], 'a layer'],
    ['with an intent of its own', [picture(`${grey} /Intent /Beautiful`)], 'rendering intent'],
    ['without colours', [picture('/BitsPerComponent 8')], 'a colour space that is none'],
    ['without depth', [picture('/ColorSpace /DeviceGray')], 'bits of an image'],
    ['in a depth that is none', [picture('/BitsPerComponent 7 /ColorSpace /DeviceGray')], 'bits of an image'],
    ['of patterns', [picture('/BitsPerComponent 8 /ColorSpace /Pattern')], 'an image of patterns'],
    ['as a stencil of many shades', [picture('/ImageMask true /BitsPerComponent 8')], 'bits of a stencil'],
    ['without size', [{ dictionary: `/Type /XObject /Subtype /Image ${grey}`, data: 'a' }], 'an image without size'],
    ['with soft edges in colour', [picture(`${grey} /SMask 12 0 R`), picture('/BitsPerComponent 8 /ColorSpace /DeviceRGB')], 'a soft mask'],
    ['with soft edges of soft edges', [picture(`${grey} /SMask 12 0 R`), picture(`${grey} /SMask 11 0 R`)], 'a mask of a mask'],
    ['with soft edges within the picture', [picture(`${grey} /SMaskInData 1`)], 'image with SMaskInData'],
    ['with a stencil that is none', [picture(`${grey} /Mask 12 0 R`), picture(grey)], 'a mask'],
    ['of another kind', [{ dictionary: '/Type /XObject /Subtype /Film', data: '' }], 'drawn: /Film'],
  ])('%s', async (_name, more, reason) => {
    expect(await doubt(shown(...more))).toBe(reason);
  });
});
