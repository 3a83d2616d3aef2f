import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { moneyToText } from '#app/domain/money.ts';
import type { Language } from '#app/domain/programme.ts';
import { uploadKind } from '#app/features/attachments/upload-kind.ts';
import { archiveLayout, archivePaths, type ClaimPlaces } from './archive-layout.ts';
import { uniqueName } from './archive-names.ts';
import { claimsCsv } from './claims-csv.ts';
import { claimsXlsx } from './claims-xlsx.server.ts';
import type { FrozenClaimForExport } from './export-data.ts';
import { journalEntry } from './journal-entry.ts';
import { zipStream, type ZipPart } from './zip-stream.server.ts';

/** Where kept files are, vouchers and PDFs. */
export interface ArchiveFiles {
  readonly read: (sha256: string) => Promise<Buffer>;
  /** Undefined when it is not there. */
  readonly sizeOf: (sha256: string) => Promise<number | undefined>;
}

export interface ClaimZipInput {
  readonly claims: readonly FrozenClaimForExport[];
  readonly language: Language;
  readonly files: ArchiveFiles;
}

type ZipBytes = AsyncGenerator<Uint8Array, void>;

interface ManifestFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Claims as one zip: a folder a claim with its PDF, workbook, `claim.json`, the original files and what a journal needs; at the root
 * the lines of all as CSV and, last, a manifest with every file's SHA-256. Made as it is read, one file in memory at a time.
 * The same claims give the same bytes. Throws at once when a file is missing or of another size, and in the midst of the stream
 * when it is not the one the claim was made with: an archive with a gap is worse than none.
 */
export async function claimZip({ claims, language, files }: ClaimZipInput): Promise<ZipBytes> {
  await requireFiles(claims.flatMap((claim) => [claim.pdf, ...claim.files]), files);
  const places = archiveLayout(claims);
  return zipStream(withManifest(places, partsOf(places, { claims, language, files })));
}

/** The PDFs alone, in one zip. */
export async function pdfZip({ claims, files }: Omit<ClaimZipInput, 'language'>): Promise<ZipBytes> {
  await requireFiles(claims.map(({ pdf }) => pdf), files);
  return zipStream(pdfParts(claims, files));
}

async function* pdfParts(claims: readonly FrozenClaimForExport[], files: ArchiveFiles): AsyncGenerator<ZipPart, void> {
  const taken = new Set<string>();
  for (const { pdf } of claims) yield await keptPart(uniqueName(pdf.fileName, taken), pdf, files);
}

interface KeptFile {
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** Before the first byte is sent, since afterwards an archive can only be broken off. */
async function requireFiles(kept: readonly KeptFile[], files: ArchiveFiles): Promise<void> {
  for (const { sha256, sizeBytes } of kept) {
    const size = await files.sizeOf(sha256);
    if (size === undefined) throw new Error(`File ${sha256} is missing`);
    if (size !== sizeBytes) throw changed(sha256);
  }
}

/** A file of the archive with its hash, for the manifest. */
interface HashedPart extends ZipPart {
  readonly bytes: Buffer;
  readonly sha256: string;
}

async function* partsOf(places: readonly ClaimPlaces[], { claims, language, files }: ClaimZipInput): AsyncGenerator<HashedPart, void> {
  for (const place of places) yield* claimParts(place, { language, files });
  yield madePart(archivePaths.csv, Buffer.from(claimsCsv(claims, language)));
}

/** The journal entry comes last: it tells what each original is, which their contents decide. */
async function* claimParts(place: ClaimPlaces, { language, files }: Omit<ClaimZipInput, 'claims'>): AsyncGenerator<HashedPart, void> {
  const { claim } = place;
  yield await keptPart(place.pdf, claim.pdf, files);
  yield madePart(place.workbook, await claimsXlsx([claim], language));
  yield madePart(place.json, Buffer.from(claim.json));
  const mediaTypes: string[] = [];
  for (const { path, file } of place.originals) {
    const part = await keptPart(path, file, files);
    const kind = uploadKind(part.bytes);
    mediaTypes.push('refused' in kind ? 'application/octet-stream' : kind.mediaType);
    yield part;
  }
  yield madePart(place.journal, jsonBytes(journalEntry(place, mediaTypes)));
}

async function keptPart(path: string, { sha256, sizeBytes }: KeptFile, files: ArchiveFiles): Promise<HashedPart> {
  const bytes = await files.read(sha256);
  // The store has just proven it, in one go: other requests come in between.
  await setImmediate();
  if (bytes.length !== sizeBytes || sha256Of(bytes) !== sha256) throw changed(sha256);
  return { path, bytes, sha256 };
}

function madePart(path: string, bytes: Buffer): HashedPart {
  return { path, bytes, sha256: sha256Of(bytes) };
}

function changed(sha256: string): Error {
  return new Error(`File ${sha256} is not the one the claim was made with`);
}

async function* withManifest(places: readonly ClaimPlaces[], parts: AsyncIterable<HashedPart>): AsyncGenerator<ZipPart, void> {
  const files: ManifestFile[] = [];
  for await (const part of parts) {
    files.push({ path: part.path, bytes: part.bytes.length, sha256: part.sha256 });
    yield part;
  }
  yield { path: archivePaths.manifest, bytes: jsonBytes(manifestOf(places, files)) };
}

function manifestOf(places: readonly ClaimPlaces[], files: readonly ManifestFile[]) {
  const claims = places.map(({ claim, folder, pdf }) => ({
    id: claim.id, number: claim.number, version: claim.version, status: claim.status, folder, pdf, refund: moneyToText(claim.totals.refund),
  }));
  return { format: 'ou-refusjon/archive@1', claims, files };
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function jsonBytes(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`);
}
