import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { strFromU8, unzipSync, type UnzipFileInfo } from 'fflate';
import { describe, expect, test } from 'vitest';
import { aFrozenClaim, KeptFiles } from '#test/fixtures/exports.ts';
import { archiveLayout } from './archive-layout.ts';
import { folded } from './archive-names.ts';
import { claimZip, pdfZip } from './claim-zip.server.ts';
import type { FrozenClaimForExport } from './export-data.ts';

async function zipOf(claims: readonly FrozenClaimForExport[], kept: KeptFiles): Promise<Buffer> {
  return buffer(await claimZip({ claims, language: 'nb', files: kept }));
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
      'krav 7 LED skole 2026/Søknad om refusjon.pdf', 'krav 7 LED skole 2026/krav.xlsx', 'krav 7 LED skole 2026/claim.json',
      'krav 7 LED skole 2026/bilag/00 tilsagnsbrev.pdf', 'krav 7 LED skole 2026/bilag/01 faktura-1001.pdf',
      'krav 7 LED skole 2026/bilag/02 kjørebok.csv', 'krav 7 LED skole 2026/journal.json',
      'krav 8 Rektorløftet/Søknad om refusjon.pdf', 'krav 8 Rektorløftet/krav.xlsx', 'krav 8 Rektorløftet/claim.json',
      'krav 8 Rektorløftet/journal.json', 'krav.csv', 'manifest.json',
    ]);
  });

  test('holds the very bytes that were kept', async () => {
    const kept = new KeptFiles();
    const parts = unzipSync(await zipOf([aFrozenClaim(kept)], kept));
    const text = (name: string) => strFromU8(parts[`krav 7 LED skole 2026/${name}`] ?? new Uint8Array());
    expect([text('Søknad om refusjon.pdf'), text('bilag/01 faktura-1001.pdf'), text('claim.json')])
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
  /** Spoils a claim's invoice, or its PDF, and gives what reading the archive leads to. */
  function spoiled(spoil: (kept: KeptFiles, claim: FrozenClaimForExport) => void) {
    const kept = new KeptFiles();
    const claim = aFrozenClaim(kept);
    spoil(kept, claim);
    return { claims: [claim], language: 'nb' as const, files: kept };
  }
  const invoiceOf = (claim: FrozenClaimForExport) => claim.files[1]?.sha256 ?? '';

  test.each([
    ['a missing original', (kept: KeptFiles, claim: FrozenClaimForExport) => { kept.replace(invoiceOf(claim), undefined); }, 'is missing'],
    ['a missing PDF', (kept: KeptFiles, claim: FrozenClaimForExport) => { kept.replace(claim.pdf.sha256, undefined); }, 'is missing'],
    ['an original of another size', (kept: KeptFiles, claim: FrozenClaimForExport) => { kept.replace(invoiceOf(claim), 'changed'); }, 'is not the one'],
  ])('%s stops the archive before its first byte', async (_, spoil, message) => {
    const { files, ...input } = spoiled(spoil);
    const read = () => Promise.reject(new Error('A file was read'));
    await expect(claimZip({ ...input, files: { sizeOf: files.sizeOf, read } })).rejects.toThrow(message);
  });

  test('an original of the same size with other contents breaks it off before that file, without directory or manifest', async () => {
    const chunks: Uint8Array[] = [];
    const reading = async () => {
      for await (const chunk of await claimZip(spoiled((kept, claim) => { kept.replace(invoiceOf(claim), 'AN INVOICE'); }))) chunks.push(chunk);
    };
    await expect(reading()).rejects.toThrow('is not the one the claim was made with');
    const sent = Buffer.concat(chunks);
    expect(sent.includes('the letter')).toBe(true);
    expect(sent.includes('AN INVOICE')).toBe(false);
    expect(sent.includes('manifest.json')).toBe(false);
    expect(() => unzipSync(sent)).toThrow();
  });

  test('a file that is gone when its turn comes breaks it off too', async () => {
    const input = spoiled(() => undefined);
    const zip = await claimZip(input);
    await zip.next();
    input.files.replace(invoiceOf(input.claims[0] ?? aFrozenClaim(input.files)), undefined);
    await expect(buffer(zip)).rejects.toThrow('No file');
  });

  test('the PDFs alone are proven in the same way', async () => {
    const missing = spoiled((kept, claim) => { kept.replace(claim.pdf.sha256, undefined); });
    await expect(pdfZip(missing)).rejects.toThrow('is missing');
    const other = spoiled((kept, claim) => { kept.replace(claim.pdf.sha256, 'THE PDF'); });
    await expect(buffer(await pdfZip(other))).rejects.toThrow('is not the one');
  });
});

describe('a large archive', () => {
  const voucherBytes = 2_000_000;

  /** A claim of 500 vouchers of 2 MB, each read into memory of its own. */
  function aLargeClaim() {
    const contents = Buffer.alloc(voucherBytes, '%PDF-1.7 ');
    const file = { sha256: sha256(contents), sizeBytes: voucherBytes };
    const kept = new KeptFiles();
    const claim = aFrozenClaim(kept, {
      files: Array.from({ length: 500 }, (_, index) => ({ voucher: index + 1, name: `faktura-${index}.pdf`, ...file })),
    });
    const reads: string[] = [];
    const files = {
      sizeOf: (name: string) => (name === file.sha256 ? Promise.resolve(voucherBytes) : kept.sizeOf(name)),
      read: (name: string) => {
        reads.push(name);
        return name === file.sha256 ? Promise.resolve(Buffer.from(contents)) : kept.read(name);
      },
    };
    return { claims: [claim], language: 'nb' as const, files, reads };
  }

  test('of a gigabyte takes less than 150 MB of memory, and has every byte', async () => {
    const used = () => process.memoryUsage().heapUsed + process.memoryUsage().external;
    const before = used();
    let [most, total, chunks] = [0, 0, 0];
    for await (const chunk of await claimZip(aLargeClaim())) {
      total += chunk.length;
      chunks += 1;
      if (chunks % 20 === 0) most = Math.max(most, used() - before);
    }
    expect(total).toBeGreaterThan(500 * voucherBytes);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(150_000_000);
  });

  test('that nobody reads on is not read from the store either', async () => {
    const input = aLargeClaim();
    const zip = await claimZip(input);
    for (let chunk = 0; chunk < 20; chunk += 1) await zip.next();
    await zip.return();
    expect(input.reads.length).toBeLessThan(5);
    expect(await zip.next()).toEqual({ done: true, value: undefined });
  });
});

describe('names in the archive', () => {
  const pathsOf = (claims: readonly FrozenClaimForExport[]) => archiveLayout(claims)
    .flatMap(({ pdf, workbook, json, journal, originals }) => [pdf, workbook, json, journal, ...originals.map(({ path }) => path)]);

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
    const evil = fc.constantFrom('../x.pdf', '..\\..\\x', '/etc/passwd', 'C:\\x', 'X.PDF', 'x.pdf', 'claim.json', 'KRAV.XLSX', 'Journal.json', '..', '', 'bilag', 'Bilag', 'nul', 'å', 'a\u030a', '__proto__');
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
