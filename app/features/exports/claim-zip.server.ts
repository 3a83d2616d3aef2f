import { createHash } from 'node:crypto';
import { zipSync, type ZipOptions, type Zippable } from 'fflate';
import { moneyToText } from '#app/domain/money.ts';
import type { Language } from '#app/domain/programme.ts';
import { archiveLayout, archivePaths, type ClaimPlaces } from './archive-layout.ts';
import { uniqueName } from './archive-names.ts';
import { claimsCsv } from './claims-csv.ts';
import { claimsXlsx } from './claims-xlsx.server.ts';
import type { FrozenClaimForExport } from './export-data.ts';
import { zipTime } from './zip-time.ts';

/** All of it is held in memory twice while it is made. */
export const largestArchiveBytes = 400_000_000;
/** A zip without extensions counts its entries in sixteen bits. */
const mostEntries = 60_000;
/** Packed already: to compress these again takes time and gives nothing. */
const packed = /\.(pdf|jpe?g|png|webp|heic|heif|gif|xlsx|docx|zip)$/i;

export interface ClaimZipInput {
  readonly claims: readonly FrozenClaimForExport[];
  readonly language: Language;
  /** The bytes of a kept file, a voucher or a PDF. */
  readonly readFile: (sha256: string) => Promise<Uint8Array>;
}

export type ClaimZip = { readonly zip: Buffer } | { readonly refused: 'too_large' };

interface ManifestFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Claims as one zip: a folder a claim with its PDF, the original files, workbook and `claim.json`; at the root the lines of all as CSV
 * and a manifest with every file's SHA-256. The same claims give the same bytes. Throws when a file is missing or is not the one
 * the claim was made with: an archive with a gap is worse than none.
 */
export async function claimZip({ claims, language, readFile }: ClaimZipInput): Promise<ClaimZip> {
  if (isTooLarge(claims)) return { refused: 'too_large' };
  const places = archiveLayout(claims);
  const contents = new Map<string, Uint8Array>();
  for (const place of places) await addClaim(place, { contents, language, readFile });
  contents.set(archivePaths.csv, Buffer.from(claimsCsv(claims, language)));
  contents.set(archivePaths.manifest, manifestOf(places, contents));
  return { zip: zipped(contents) };
}

/** The PDFs alone, in one zip. */
export async function pdfZip({ claims, readFile }: Omit<ClaimZipInput, 'language'>): Promise<ClaimZip> {
  if (isTooLarge(claims.map((claim) => ({ ...claim, files: [] })))) return { refused: 'too_large' };
  const taken = new Set<string>();
  const contents = new Map<string, Uint8Array>();
  for (const { pdf } of claims) contents.set(uniqueName(pdf.fileName, taken), await readChecked(pdf, readFile));
  return { zip: zipped(contents) };
}

function isTooLarge(claims: readonly FrozenClaimForExport[]): boolean {
  const sizes = claims.flatMap(({ pdf, files }) => [pdf.sizeBytes, ...files.map(({ sizeBytes }) => sizeBytes)]);
  return sizes.length > mostEntries || sizes.reduce((total, size) => total + size, 0) > largestArchiveBytes;
}

type Filling = Omit<ClaimZipInput, 'claims'> & { readonly contents: Map<string, Uint8Array> };

async function addClaim(place: ClaimPlaces, { contents, language, readFile }: Filling): Promise<void> {
  const { claim } = place;
  contents.set(place.pdf, await readChecked(claim.pdf, readFile));
  contents.set(place.workbook, await claimsXlsx([claim], language));
  contents.set(place.json, Buffer.from(claim.json));
  for (const { path, file } of place.originals) contents.set(path, await readChecked(file, readFile));
}

interface KeptFile {
  readonly sha256: string;
  readonly sizeBytes: number;
}

async function readChecked({ sha256, sizeBytes }: KeptFile, readFile: ClaimZipInput['readFile']): Promise<Uint8Array> {
  const bytes = await readFile(sha256);
  if (bytes.length !== sizeBytes || sha256Of(bytes) !== sha256) throw new Error(`File ${sha256} is not the one the claim was made with`);
  return bytes;
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function manifestOf(places: readonly ClaimPlaces[], contents: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const files = [...contents].map(([path, bytes]): ManifestFile => ({ path, bytes: bytes.length, sha256: sha256Of(bytes) }));
  const claims = places.map(({ claim, folder, pdf }) => ({
    id: claim.id, number: claim.number, version: claim.version, status: claim.status, folder, pdf, refund: moneyToText(claim.totals.refund),
  }));
  return Buffer.from(`${JSON.stringify({ format: 'ou-refusjon/archive@1', claims, files }, undefined, 2)}\n`);
}

function zipped(contents: ReadonlyMap<string, Uint8Array>): Buffer {
  const entries: Zippable = Object.fromEntries([...contents].map(([path, bytes]) => {
    const options: ZipOptions = { level: packed.test(path) ? 0 : 6, mtime: zipTime };
    return [path, [bytes, options]];
  }));
  const { buffer, byteOffset, byteLength } = zipSync(entries);
  return Buffer.from(buffer, byteOffset, byteLength);
}
