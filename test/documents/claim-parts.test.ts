import { createHash } from 'node:crypto';
import { PDFDocument, PDFArray, PDFDict, PDFHexString, PDFName } from 'pdf-lib';
import { afterAll, describe, expect, test } from 'vitest';
import type { ArchiveKind, Programme } from '#app/domain/programme.ts';
import { openWithinSize } from '#app/features/attachments/open-within-size.server.ts';
import { attachmentNames } from '#app/features/attachments/opened-attachment.ts';
import { VoucherReader } from '#app/features/attachments/reading/voucher-reader.server.ts';
import { makeClaim, type MadeClaim } from '#app/features/claims/make-claim.server.ts';
import { projectFolder } from '#app/project-folder.ts';
import { today } from '#test/fixtures/claims.ts';
import { aFee, anActual, aProgramme } from '#test/fixtures/factories.ts';
import { aNoisyPicture, aPdf } from '#test/fixtures/papers.ts';
import { readPdf } from '#test/fixtures/pdf-reader.ts';

/** A claim in several PDFs, as they are written. The files are opened as they are in use, so that their sizes are known. */

const reader = new VoucherReader();
afterAll(() => { reader.close(); });

const photos = new Map(await Promise.all([120, 120, 120, 400, 120, 120].map(async (side, index) => [`bilde-${index + 1}.png`, await aNoisyPicture(side, index + 1).png().toBuffer()] as const)));
const programme = aProgramme({
  expenses: [aFee(), ...[...photos.keys()].map((name, index) => anActual('travel', '100', { id: `p${index}`, attachments: [name], description: name }))],
});
const papers = new Map([...photos, ['tilsagnsbrev.pdf', await aPdf({ marker: 'TILSAGN', pages: 2 })], ['faktura-1001.pdf', await aPdf({ marker: 'FAKTURA', pages: 3 })]]);
const partBytes = 150_000;

interface Asked {
  readonly partBytes?: number;
  readonly archive?: ArchiveKind;
  readonly isDraft?: boolean;
}

async function made(asked: Asked, claimed: Programme = programme): Promise<MadeClaim> {
  const { archive, isDraft = false } = asked;
  const files = attachmentNames(claimed).map((name) => ({ name, read: () => Promise.resolve(papers.get(name) ?? 'not_found' as const) }));
  const attachments = await openWithinSize(files, { openFile: reader.open, language: 'nb', keepsOriginals: archive === '3a' });
  return makeClaim({ programme: claimed, attachments, today, language: 'nb', isDraft, archive, partBytes: asked.partBytes, projectFolder });
}

const pdfsOf = ({ pdf, laterParts }: MadeClaim) => [...(pdf === undefined ? [] : [pdf]), ...laterParts].map((made) => made.toBytes());
const flat = (text: string) => text.replace(/[\s\u00a0]+/g, ' ');

describe('a claim too large for one part', () => {
  test('is several PDFs, each within the size but for the file that is larger alone, which is told', async () => {
    const claim = await made({ partBytes });
    const sizes = pdfsOf(claim).map(({ length }) => length);
    expect(sizes.length).toBeGreaterThan(3);
    const large = claim.json.attachments.find(({ file }) => file === 'bilde-4.png')?.part ?? 0;
    expect(sizes.flatMap((size, index) => (size > partBytes ? [index + 1] : []))).toEqual([large]);
    expect(claim.json.attachments.filter(({ part }) => part === large).map(({ file }) => file)).toEqual(['bilde-4.png']);
    const told = claim.json.warnings.filter(({ code }) => code.endsWith('_larger_than_part'));
    expect(told.map(({ code, message }) => [code, message.includes('bilde-4.png'), message.includes(`del ${large}`)])).toEqual([['voucher_larger_than_part', true, true]]);
  });

  test('has every page of every file, once, where claim.json says', async () => {
    const claim = await made({ partBytes });
    const read = await Promise.all(pdfsOf(claim).map((pdf) => readPdf(pdf)));
    expect(read.map(({ length }) => length)).toEqual(claim.json.parts?.map(({ pages }) => pages));
    const stamps = read.flatMap((pages) => pages.map(({ text }) => /(Tilsagnsbrev|Bilag \d+) · side (\d+) av/.exec(flat(text))?.slice(1, 3).join(' side ')));
    const expected = ['Tilsagnsbrev side 1', 'Tilsagnsbrev side 2', 'Bilag 1 side 1', 'Bilag 1 side 2', 'Bilag 1 side 3', ...[2, 3, 4, 5, 6, 7].map((number) => `Bilag ${number} side 1`)];
    expect(stamps.filter((stamp) => stamp !== undefined)).toEqual(expected);
    for (const { voucher, part = 0, firstPage } of claim.json.attachments) {
      expect(flat(read[part - 1]?.[(firstPage ?? 0) - 1]?.text ?? '')).toContain(`Bilag ${voucher} · side 1 av`);
    }
  });

  test('says on each first page which part it is, also as its title', async () => {
    const pdfs = pdfsOf(await made({ partBytes }));
    for (const [index, pdf] of pdfs.entries()) {
      const said = `del ${index + 1} av ${pdfs.length}`;
      const { text = '' } = (await readPdf(pdf))[0] ?? {};
      expect([flat(text).includes(`25/12345 · ${said}`), flat(text).includes(`OU-midler, ${said}`)]).toEqual([true, true]);
      expect((await PDFDocument.load(pdf, { updateMetadata: false })).getTitle()).toBe(`Søknad om refusjon av OU-midler, ${said}`);
    }
  });

  test('is told part for part in claim.json, the first also as the PDF', async () => {
    const claim = await made({ partBytes });
    const prints = pdfsOf(claim).map((pdf) => createHash('sha256').update(pdf).digest('hex'));
    expect(claim.json.parts?.map(({ file, sha256 }) => [file, sha256])).toEqual(prints.map((print, index) => [index === 0 ? 'claim.pdf' : `claim-${index + 1}.pdf`, print]));
    expect(claim.json.pdf).toEqual({ pages: claim.json.parts?.[0]?.pages, sha256: prints[0] });
  });

  test('is the same bytes each time', async () => {
    const [first, second] = [await made({ partBytes }), await made({ partBytes })];
    expect(second.json).toEqual(first.json);
  });

  test('too small for its own pages: they are alone, and that is told', async () => {
    const claim = await made({ partBytes: 5_000 });
    expect(claim.json.attachments.filter(({ part }) => part === 1)).toEqual([]);
    expect(pdfsOf(claim)).toHaveLength(1 + papers.size);
    expect(claim.json.warnings.map(({ code }) => code)).toContain('claim_larger_than_part');
  });

  test('a draft: a file that can’t be included has its page in a part, which says why', async () => {
    const expenses = [...programme.expenses, aFee({ id: 'borte', attachments: ['borte.pdf'] })];
    const last = pdfsOf(await made({ partBytes, isDraft: true }, { ...programme, expenses })).at(-1) ?? Buffer.alloc(0);
    expect(flat((await readPdf(last)).at(-1)?.text ?? '')).toContain('Bilag 8: «borte.pdf» kan ikke tas med. Filen finnes ikke');
  });
});

describe('a claim that fits', () => {
  test('is the very claim it is when no parts are asked for', async () => {
    const [asked, usual] = [await made({ partBytes: 30_000_000 }), await made({})];
    expect(asked.json).toEqual(usual.json);
    expect(asked.json).not.toHaveProperty('parts');
    expect(asked.json.attachments.filter((attachment) => 'part' in attachment)).toEqual([]);
    expect(pdfsOf(asked).map((pdf) => pdf.equals(usual.pdf?.toBytes() ?? Buffer.alloc(0)))).toEqual([true]);
  });

  test('by little is measured, not guessed: one byte less than it takes, and it is in two', async () => {
    const takes = (await made({})).pdf?.length ?? 0;
    expect((await made({ partBytes: takes - 1 })).laterParts).toHaveLength(1);
  });
});

test('3a: each part carries its own originals, the first also the data', async () => {
  const claim = await made({ partBytes: 2 * partBytes, archive: '3a' });
  const names = await Promise.all(pdfsOf(claim).map(async (pdf) => {
    const { catalog } = await PDFDocument.load(pdf, { updateMetadata: false });
    const files = catalog.lookup(PDFName.of('AF'), PDFArray);
    return files.asArray().map((_, index) => files.lookup(index, PDFDict).lookup(PDFName.of('UF'), PDFHexString).decodeText());
  }));
  const partOf = new Map(claim.json.attachments.map(({ file, part }) => [file, part]));
  const expected = names.map((_, index) => claim.json.attachments.filter(({ file }) => partOf.get(file) === index + 1).map(({ voucher, file }) => `0${voucher} ${file}`));
  expect(names).toEqual([['claim.json', '00 tilsagnsbrev.pdf', ...expected[0] ?? []], ...expected.slice(1)]);
});
