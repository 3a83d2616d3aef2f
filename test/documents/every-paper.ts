import sharp from 'sharp';
import { unlockPdf } from '#app/pdf/vouchers/unlock.server.ts';
import { aFullEhf, anEhf } from '#test/fixtures/ehf.ts';
import { foreignPdf } from '#test/fixtures/foreign-pdf.ts';
import { aHeic } from '#test/fixtures/heic.ts';
import { aFilledForm, aJpeg, aPdf, aPng, aScriptedPdf, aTransparentPng } from '#test/fixtures/papers.ts';

type Maker = () => Buffer | Promise<Buffer>;

const photo = () => sharp({ create: { width: 900, height: 600, channels: 3, background: '#b87' } });

/** Every sort of file that is taken, by its name. */
export const papers: Readonly<Record<string, Maker>> = {
  'tilsagnsbrev.pdf': () => aPdf({ marker: 'TILSAGN', pages: 2 }),
  'faktura-1001.pdf': () => aPdf({ marker: 'FAKTURA', pages: 3 }),
  'snudd.pdf': () => aPdf({ marker: 'SNUDD', rotation: 90 }), 'opp-ned.pdf': () => aPdf({ marker: 'OPPNED', rotation: 180 }),
  'plakat.pdf': () => aPdf({ marker: 'PLAKAT', size: [2384, 3370] }), 'kvittering.pdf': () => aPdf({ marker: 'KVITT', size: [283, 425] }),
  'flyttet.pdf': () => aPdf({ marker: 'FLYTT', origin: 300 }), 'skjema.pdf': () => aFilledForm('18 000,00 utfylt'),
  'skript.pdf': () => aScriptedPdf('SKRIPT'), 'eierlås.pdf': () => aPdf({ marker: 'EIER', password: { user: '', owner: 'eier' } }),
  'låst-opp.pdf': () => anUnlockedPdf(), 'reparert.pdf': async () => withWrongStart(await aPdf({ marker: 'REPARERT' })),
  'lag.pdf': () => aLayeredPdf(), 'pdf-2.0.pdf': async () => asVersion2(await aPdf({ marker: 'PDF TO' })),
  'bilde.jpg': () => aJpeg({ width: 800, height: 600 }), 'trykk.jpg': () => photo().toColourspace('cmyk').jpeg().toBuffer(),
  'snudd-bilde.jpg': () => aJpeg({ width: 800, height: 600, orientation: 6 }), '48-megapiksler.jpg': () => aJpeg({ width: 8_000, height: 6_000 }),
  'skjerm.png': () => aPng({ width: 600, height: 400 }), 'gjennomsiktig.png': () => aTransparentPng(),
  'dyp.png': () => photo().toColourspace('rgb16').png().toBuffer(), 'palett.png': () => photo().png({ palette: true }).toBuffer(),
  'skann.tif': () => photo().tiff({ compression: 'lzw' }).toBuffer(), 'skann-tre-sider.tif': () => aTiffOfPages(3), 'nett.webp': () => photo().webp().toBuffer(),
  'telefon.avif': () => photo().avif().toBuffer(), 'telefon.heic': () => aHeic,
  'e-faktura.xml': () => Buffer.from(anEhf()), 'e-faktura-full.xml': () => Buffer.from(aFullEhf()),
};

/** What only a draft can name. */
export const unusable: Readonly<Record<string, Maker>> = {
  'låst.pdf': () => aPdf({ marker: 'LAAST', password: { user: 'hemmelig', owner: 'eier' } }), 'nettside.pdf': () => Buffer.from('<!doctype html>'),
};

/** Small enough that 500 of them are made and opened in seconds: photographs of receipts, and every tenth a page. */
export function receipt(number: number): Promise<Buffer> {
  return number % 10 === 0 ? aPdf({ marker: `KVITTERING ${number}`, size: [120, 80] }) : aJpeg({ width: 60 + number % 40, height: 40 });
}

async function anUnlockedPdf(): Promise<Buffer> {
  const unlocked = await unlockPdf(await aPdf({ marker: 'OPPLAAST', password: { user: 'hemmelig', owner: 'eier' } }), 'hemmelig');
  if ('unreadable' in unlocked) throw new Error(unlocked.unreadable);
  return unlocked;
}

/** The table of its objects is not where it says: the reader puts it together anew. */
function withWrongStart(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(/startxref\s+\d+/, 'startxref\n7'), 'latin1');
}

function asVersion2(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(/^%PDF-1\.\d/, '%PDF-2.0'), 'latin1');
}

/** One layer is shown, one is not. */
function aLayeredPdf(): Buffer {
  const layer = (name: string) => `<< /Type /OCG /Name (${name}) >>`;
  return foreignPdf([
    '<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R 7 0 R] /D << /ON [6 0 R] /OFF [7 0 R] /Order [6 0 R 7 0 R] >> >> >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> /Properties << /A 6 0 R /B 7 0 R >> >> >>',
    { data: '/OC /A BDC BT /F 18 Tf 40 200 Td (LAG SOM VISES) Tj ET EMC /OC /B BDC BT /F 18 Tf 40 100 Td (LAG SOM ER SKJULT) Tj ET EMC' },
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>', layer('vises'), layer('skjult'),
  ]);
}

async function aTiffOfPages(count: number): Promise<Buffer> {
  const frames = Array.from({ length: count }, (_, index) => aPng({ width: 300 + index, height: 200 }));
  const same = await Promise.all((await Promise.all(frames)).map((frame) => sharp(frame).resize(300, 200).png().toBuffer()));
  return sharp(same, { join: { animated: true } }).tiff({ compression: 'lzw' }).toBuffer();
}
