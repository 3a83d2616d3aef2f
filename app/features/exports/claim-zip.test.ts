import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { strFromU8, unzipSync, type UnzipFileInfo } from 'fflate';
import { describe, expect, test } from 'vitest';
import { aFrozenClaim, KeptFiles } from '#test/fixtures/exports.ts';
import { archiveLayout } from './archive-layout.ts';
import { folded } from './archive-names.ts';
import { claimZip, largestArchiveBytes } from './claim-zip.server.ts';
import type { FrozenClaimForExport } from './export-data.ts';

async function zipOf(claims: readonly FrozenClaimForExport[], kept: KeptFiles): Promise<Buffer> {
  const made = await claimZip({ claims, language: 'nb', readFile: kept.read });
  if ('refused' in made) throw new Error(made.refused);
  return made.zip;
}

function entriesOf(zip: Buffer): UnzipFileInfo[] {
  const entries: UnzipFileInfo[] = [];
  unzipSync(zip, { filter: (entry) => { entries.push(entry); return false; } });
  return entries;
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('the archive', () => {
  test('has a folder a claim with everything of it, and list and manifest at the root', async () => {
    const kept = new KeptFiles();
    const claims = [aFrozenClaim(kept), aFrozenClaim(kept, { number: 8, programmeName: 'Rektorløftet', files: [] })];
    expect(Object.keys(unzipSync(await zipOf(claims, kept)))).toEqual([
      'krav 7 LED skole 2026/Søknad om refusjon.pdf', 'krav 7 LED skole 2026/krav.xlsx', 'krav 7 LED skole 2026/krav.json',
      'krav 7 LED skole 2026/bilag/00 tilsagnsbrev.pdf', 'krav 7 LED skole 2026/bilag/01 faktura-1001.pdf',
      'krav 7 LED skole 2026/bilag/02 kjørebok.csv',
      'krav 8 Rektorløftet/Søknad om refusjon.pdf', 'krav 8 Rektorløftet/krav.xlsx', 'krav 8 Rektorløftet/krav.json',
      'krav.csv', 'manifest.json',
    ]);
  });

  test('holds the very bytes that were kept', async () => {
    const kept = new KeptFiles();
    const parts = unzipSync(await zipOf([aFrozenClaim(kept)], kept));
    const text = (name: string) => strFromU8(parts[`krav 7 LED skole 2026/${name}`] ?? new Uint8Array());
    expect([text('Søknad om refusjon.pdf'), text('bilag/01 faktura-1001.pdf'), text('krav.json')])
      .toEqual(['the PDF', 'an invoice', '{"format":"ou-refusjon/claim@1"}\n']);
  });

  test('is proven by its manifest: every other file, with its size and SHA-256', async () => {
    const kept = new KeptFiles();
    const { 'manifest.json': manifest = new Uint8Array(), ...others } = unzipSync(await zipOf([aFrozenClaim(kept)], kept));
    expect(JSON.parse(strFromU8(manifest))).toEqual({
      format: 'ou-refusjon/archive@1',
      claims: [{
        id: '0b54a7cc-3df5-4a66-8ac5-36e14c1a5a10', number: 7, version: 1, status: 'approved', refund: '10500.00',
        folder: 'krav 7 LED skole 2026', pdf: 'krav 7 LED skole 2026/Søknad om refusjon.pdf',
      }],
      files: Object.entries(others).map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: sha256(bytes) })),
    });
  });

  test('is the same to the byte each time', async () => {
    const kept = new KeptFiles();
    const claims = [aFrozenClaim(kept)];
    expect((await zipOf(claims, kept)).equals(await zipOf(claims, kept))).toBe(true);
  });

  test('stores what is packed already, and packs the rest', async () => {
    const kept = new KeptFiles();
    const compression = new Map(entriesOf(await zipOf([aFrozenClaim(kept)], kept)).map(({ name, compression: method }) => [name.split('.').at(-1), method]));
    expect(Object.fromEntries(compression)).toEqual({ pdf: 0, xlsx: 0, csv: 8, json: 8 });
  });
});

describe('what is not whole', () => {
  test('a missing original stops the archive', async () => {
    const kept = new KeptFiles();
    const claim = aFrozenClaim(kept);
    kept.replace(claim.files[1]?.sha256 ?? '', undefined);
    await expect(zipOf([claim], kept)).rejects.toThrow('No file');
  });

  test.each([['another size', 'changed'], ['the same size', 'AN INVOICE']])('so does one with other contents of %s', async (_, contents) => {
    const kept = new KeptFiles();
    const claim = aFrozenClaim(kept);
    kept.replace(claim.files[1]?.sha256 ?? '', contents);
    await expect(zipOf([claim], kept)).rejects.toThrow('is not the one the claim was made with');
  });

  test('a missing PDF too', async () => {
    const kept = new KeptFiles();
    const claim = aFrozenClaim(kept);
    kept.replace(claim.pdf.sha256, undefined);
    await expect(zipOf([claim], kept)).rejects.toThrow('No file');
  });

  test('a selection too large is refused before a file is read', async () => {
    const claim = aFrozenClaim(new KeptFiles());
    const pdf = { ...claim.pdf, sizeBytes: largestArchiveBytes };
    const readFile = () => Promise.reject(new Error('read'));
    expect(await claimZip({ claims: [{ ...claim, pdf }], language: 'nb', readFile })).toEqual({ refused: 'too_large' });
  });
});

describe('names in the archive', () => {
  const pathsOf = (claims: readonly FrozenClaimForExport[]) => archiveLayout(claims)
    .flatMap(({ pdf, workbook, json, originals }) => [pdf, workbook, json, ...originals.map(({ path }) => path)]);

  test('two claims of one name have a folder each', () => {
    const claim = aFrozenClaim(new KeptFiles());
    expect(archiveLayout([claim, claim]).map(({ folder }) => folder)).toEqual(['krav 7 LED skole 2026', 'krav 7 LED skole 2026 (2)']);
  });

  test('a PDF never takes the place of the workbook', () => {
    const claim = aFrozenClaim(new KeptFiles());
    expect(archiveLayout([{ ...claim, pdf: { ...claim.pdf, fileName: 'KRAV.xlsx' } }])[0]?.pdf).toBe('krav 7 LED skole 2026/KRAV (2).xlsx');
  });

  test('sort by voucher number, also past ninety-nine', () => {
    const claim = aFrozenClaim(new KeptFiles());
    const files = [1, 100].map((voucher) => ({ voucher, name: 'a.pdf', sha256: '', sizeBytes: 0 }));
    expect(archiveLayout([{ ...claim, files }])[0]?.originals.map(({ path }) => path.split('/').at(-1))).toEqual(['001 a.pdf', '100 a.pdf']);
  });

  test('never leave the claim’s folder and are unique on every file system', () => {
    const evil = fc.constantFrom('../x.pdf', '..\\..\\x', '/etc/passwd', 'C:\\x', 'X.PDF', 'x.pdf', 'krav.json', 'KRAV.XLSX', '..', '', 'bilag', 'Bilag', 'nul', 'å', 'a\u030a', '__proto__');
    const claim = aFrozenClaim(new KeptFiles());
    const someClaim = fc.record({ programmeName: evil, fileName: evil, names: fc.array(evil), number: fc.nat({ max: 2 }) })
      .map(({ fileName, names, ...fields }) => ({
        ...claim, ...fields, pdf: { ...claim.pdf, fileName }, files: names.map((name) => ({ voucher: 1, name, sha256: '', sizeBytes: 0 })),
      }));
    fc.assert(fc.property(fc.array(someClaim, { maxLength: 4 }), (claims) => {
      const paths = pathsOf(claims);
      expect(new Set(paths.map(folded)).size).toBe(paths.length);
      for (const path of paths) expect(path).toMatch(/^krav [^/\\]+\/(bilag\/)?[^/\\]+$/);
      expect(paths.flatMap((path) => path.split('/')).filter((part) => part === '..' || part === '.' || part === '')).toEqual([]);
    }));
  });
});
