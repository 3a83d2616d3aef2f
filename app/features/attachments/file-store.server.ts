import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writePieces } from './write-pieces.server.ts';

const sha256Pattern = /^[0-9a-f]{64}$/;
const uuidPattern = /^[0-9a-f-]{36}$/;
/** Only the service's own user reads and writes the files. */
const ownerOnly = { file: 0o600, folder: 0o700 };

/**
 * Files by their content: `<folder>/<organisation>/<aa>/<sha256>`. A file is on the disk for good before its name is given
 * back, so a row in the database never points at nothing. The same content is kept once per organisation.
 */
export class FileStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Keeps the bytes, in one piece or several; those that are there but harmed are made whole. @returns their SHA-256. */
  async put(organisationId: string, bytes: Buffer | readonly Buffer[]): Promise<string> {
    const pieces = Buffer.isBuffer(bytes) ? [bytes] : bytes;
    const hash = createHash('sha256');
    for (const piece of pieces) hash.update(piece);
    const sha256 = hash.digest('hex');
    const isThere = await this.get(organisationId, sha256).then(() => true, () => false);
    if (!isThere) await writeForGood(this.#placeOf(organisationId, sha256), pieces);
    return sha256;
  }

  /** The bytes, checked against their name. Throws when they are missing or damaged: evidence is never guessed at. */
  async get(organisationId: string, sha256: string): Promise<Buffer> {
    const bytes = await readFile(this.#placeOf(organisationId, sha256));
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error(`File ${sha256} is damaged`);
    return bytes;
  }

  /** How many bytes are kept under this name; undefined when there is no such file. Says nothing of whether they are whole. */
  async sizeOf(organisationId: string, sha256: string): Promise<number | undefined> {
    const found = await stat(this.#placeOf(organisationId, sha256)).catch((fault: unknown) => { if (!isMissing(fault)) throw fault; });
    return found?.size;
  }

  #placeOf(organisationId: string, sha256: string): string {
    if (!uuidPattern.test(organisationId) || !sha256Pattern.test(sha256)) throw new RangeError('Not the name of a stored file');
    return join(this.#folder, organisationId, sha256.slice(0, 2), sha256);
  }
}

function isMissing(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && fault.code === 'ENOENT';
}

/** Written beside, flushed, renamed, and the folder flushed: there whole after a power cut, or not at all. */
async function writeForGood(place: string, pieces: readonly Buffer[]): Promise<void> {
  const folder = dirname(place);
  await mkdir(folder, { recursive: true, mode: ownerOnly.folder });
  const temporary = join(folder, `.${randomUUID()}`);
  try {
    await writePieces(temporary, pieces, { flags: 'wx', mode: ownerOnly.file, flush: true });
    await rename(temporary, place);
    await flushFolders(folder);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** The folder, and those above that may be new. Windows cannot open a folder, and needs not. */
async function flushFolders(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  for (const each of [folder, dirname(folder), dirname(dirname(folder))]) {
    const handle = await open(each, 'r');
    await handle.sync().finally(() => handle.close());
  }
}
