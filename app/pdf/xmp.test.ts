import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { aDescription } from '#test/fixtures/documents.ts';
import { metadataPacket } from './xmp.ts';

const description = aDescription({ title: 'Søknad & <svar>', author: 'Gjøvik kommune', subject: 'OU-midler "2026"', language: 'nn' });

function inPacket(name: string): string {
  return new RegExp(`<${name}>(.*)</${name}>`).exec(metadataPacket(description).toString('utf8'))?.[1]?.replace(/<[^>]*>/g, '') ?? '';
}

describe('the metadata packet', () => {
  test('says the same as the file’s other description', () => {
    expect(['dc:title', 'dc:description', 'dc:creator', 'dc:language', 'xmp:CreateDate'].map(inPacket)).toEqual([
      'Søknad &#38; &#60;svar&#62;', 'OU-midler &#34;2026&#34;', 'Gjøvik kommune', 'nn', '2026-11-23T00:00:00Z',
    ]);
  });

  test('stands between its marks, as UTF-8', () => {
    const text = metadataPacket(description).toString('utf8');
    expect(text.startsWith('<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>')).toBe(true);
    expect(text.endsWith('<?xpacket end="w"?>')).toBe(true);
  });

  test('is XML that another reader understands: every element is closed', async () => {
    const text = metadataPacket(description).toString('utf8').replace(/<\?.*?\?>/g, '');
    const drawing = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><metadata>${text}</metadata></svg>`);
    expect((await sharp(drawing).metadata()).width).toBe(1);
    await expect(sharp(Buffer.from(drawing.toString().replace('</x:xmpmeta>', ''))).metadata()).rejects.toThrow();
  });
});
