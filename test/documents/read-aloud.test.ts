import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { languages, type Language } from '#app/domain/programme.ts';
import { openWithinSize } from '#app/features/attachments/open-within-size.server.ts';
import { attachmentNames } from '#app/features/attachments/opened-attachment.ts';
import { openAnyFile } from '#app/features/attachments/reading/open-any-file.server.ts';
import { makeClaim } from '#app/features/claims/make-claim.server.ts';
import { projectFolder } from '#app/project-folder.ts';
import { aClaim, today } from '#test/fixtures/claims.ts';
import { anEhf } from '#test/fixtures/ehf.ts';
import { aDay, aFee, anActual, aNotRefundable, aProgramme } from '#test/fixtures/factories.ts';
import { aPdf } from '#test/fixtures/papers.ts';
import { readPdf } from '#test/fixtures/pdf-reader.ts';
import { readAloud } from '#test/fixtures/read-aloud.ts';
import { safePage } from '#test/fixtures/safe-page.ts';

/** A claim as a screen reader says it, in the order it says it: kept as a text that a person can read. */

const programme = aProgramme({
  expenses: [
    aFee({ days: [aDay('2026-02-10', '20000'), aDay('2026-02-11', '20000')] }), anActual('travel', '2412.50'),
    aNotRefundable('8000', { description: 'Leie av lokale' }),
  ],
});

async function pdfOf(language: Language, isDraft = false): Promise<Buffer> {
  return (await aClaim(programme, { language, isDraft })).pdf ?? Buffer.alloc(0);
}

const hei = '<000100020003>';
/** One that goes in as a picture, one as it is, an e-invoice that is set as pages, and one that several lines share. */
const papers: Readonly<Record<string, () => Buffer | Promise<Buffer>>> = {
  'tilsagnsbrev.pdf': () => aPdf({ marker: 'TILSAGN' }),
  'vektor.pdf': () => safePage({ contents: `0 0 50 50 re f BT /F 20 Tf 10 60 Td ${hei} Tj 100 0 Td ${hei} Tj -100 -40 Td [${hei} -300 ${hei}] TJ ET` }),
  'e-faktura.xml': () => Buffer.from(anEhf()),
};
const shared = aProgramme({ expenses: [
  aFee({ attachments: ['vektor.pdf'] }), anActual('travel', '100', { attachments: ['vektor.pdf', 'e-faktura.xml'] }),
] });

async function withVouchers(language: Language): Promise<Buffer> {
  const files = attachmentNames(shared).map((name) => ({ name, read: async () => (await papers[name]?.()) ?? 'not_found' as const }));
  const attachments = await openWithinSize(files, { openFile: openAnyFile, language });
  return (await makeClaim({ programme: shared, attachments, today, language, isDraft: false, projectFolder })).pdf?.toBytes() ?? Buffer.alloc(0);
}

/** What stands behind the claim's own pages. */
const vouchersIn = (said: string) => said.slice(said.indexOf('  Sect')).replace(/[0-9a-f]{64}/g, 'SHA-256');

describe('a claim read aloud', () => {
  test.each(languages)('from its title to its last voucher, in %s', async (language) => {
    await expect(await readAloud(await pdfOf(language))).toMatchFileSnapshot(`__snapshots__/read-aloud.${language}.txt`);
  });

  test.each(['nn', 'en'] as const)('in %s has the same structure, but for what is marked as of another language', async (language) => {
    const structure = (text: string) => text.split('\n').filter((line) => !/^\s*(Span|:)/.test(line)).map((line) => /^\s*\w+/.exec(line)?.[0] ?? '');
    expect(structure(await readAloud(await pdfOf(language)))).toEqual(structure(await readAloud(await pdfOf('nb'))));
  });

  test('words at the end of a line or a paragraph and the beginning of the next are not joined', async () => {
    expect(await readAloud(await pdfOf('nb'))).toContain('Prosessveiledning Faktura 1001, IMTEC AS, 15.02.2026 2 dager à 20~000,00~kr regnes som 18~000,00~kr hver, taket for én dag.');
  });

  test.each([['nb', 'Utkast'], ['nn', 'Utkast'], ['en', 'Draft']] as const)('says of a draft that it is one before anything else but its title, in %s', async (language, word) => {
    const lines = (await readAloud(await pdfOf(language, true))).split('\n');
    expect([lines[1]?.trim().slice(0, 3), `${lines[2]?.trim() ?? ''} `.startsWith(`P: ${word} · `)]).toEqual(['H1:', true]);
  });
});

describe('vouchers read aloud', () => {
  test.each(['nb', 'en'] as const)('a picture by its words, a page as it is by its lines, an e-invoice by its headings and tables, in %s', async (language) => {
    await expect(vouchersIn(await readAloud(await withVouchers(language)))).toMatchFileSnapshot(`__snapshots__/read-aloud-vouchers.${language}.txt`);
  });

  test('say every word of a voucher that goes in as a picture, after what it is a picture of', async () => {
    const lines = (await readAloud(await pdfOf('nb'))).split('\n').map((line) => line.trim());
    const picture = lines.findIndex((line) => line.startsWith('Figure [faktura-1001.pdf'));
    expect(picture).toBeGreaterThan(0);
    expect(lines[picture + 1]).toBe('P: faktura-1001.pdf side 1');
  });

  test('are found and copied once: what a reader takes from a page is what was on it', async () => {
    const pages = (await readPdf(await withVouchers('nb'))).map(({ text }) => text);
    const vector = pages.find((text) => text.includes('Bilag 1 ·')) ?? '';
    expect(vector.match(/Hei/g)).toHaveLength(4);
    expect(pages.find((text) => text.includes('Bilag 2 ·'))?.match(/Lesbar gjengivelse av e-faktura/g)).toHaveLength(2);
  });

  test('lead back to every line they serve', async () => {
    expect(await readAloud(await withVouchers('nb'))).toContain('    P: Brukt i\n      Link: Honorar~10.02.2026\n      : ;\n      Link: Reise~10.02.2026');
  });
});

test('what the organisation wrote is of its language, in a document of another', async () => {
  const marked = async (language: Language) => (await readAloud(await pdfOf(language))).split('\n').flatMap((line) => /(?:Span|P) \{nb\}: (.*)/.exec(line)?.slice(1) ?? []);
  expect(await marked('nb')).toEqual([]);
  const inEnglish = await marked('en');
  expect(inEnglish).toEqual(expect.arrayContaining([
    'LED skole 2026', 'Ordinære OU-tilsagn', 'Rådhusgata 1, 2815 Gjøvik', 'Fagsamling 1', 'Prosessveiledning', 'Leie av lokale', 'faktura-1001.pdf side 1',
  ]));
  // In the list of activities, above its costs, and in their sum.
  expect(inEnglish.filter((text) => text === 'Fagsamling 1').length).toBeGreaterThanOrEqual(3);
});

/** Poppler, which shares nothing with the product or its tests. Not on every machine: the tests above go by our own reader alone. */
const poppler = 'pdfinfo';
const hasPoppler = spawnSync(poppler, ['-v']).error === undefined;

describe.skipIf(!hasPoppler)('poppler’s pdfinfo (skipped where it is not installed) says the same as our own reader', () => {
  const withoutSpace = (text: string) => text.replace(/[\s~\u00a0]/g, '');

  test.each(['nb', 'nn', 'en'] as const)('of a claim with every sort of voucher, in %s', async (language) => {
    const pdf = await withVouchers(language);
    const ours = (await readAloud(pdf)).split('\n').map((line) => line.replace(/^\s*(?:\w+(?: \{\w+\})?(?: \[[^\]]*\])?)?:? ?/, ''));
    const theirs = structTextOf(pdf);
    expect(withoutSpace(theirs.join(''))).toBe(withoutSpace(ours.join('')));
    expect(theirs).toEqual(expect.arrayContaining(['Hei']));
    expect(theirs.filter((text) => /HeiHei|SelgerKjøper|SellerBuyer/.test(text))).toEqual([]);
  });
});

/** The texts of a file's structure, in order. */
function structTextOf(pdf: Buffer): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'read-aloud-'));
  try {
    const file = join(folder, 'claim.pdf');
    writeFileSync(file, pdf);
    const said = execFileSync(poppler, ['-enc', 'UTF-8', '-struct-text', file], { encoding: 'utf8' });
    return [...said.matchAll(/^\s*"(.*)"$/gm)].map(([, text = '']) => text.trim());
  } finally {
    rmSync(folder, { recursive: true });
  }
}
