import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { writePieces } from '../write-pieces.server.ts';

/** Counted up when the same file would come out otherwise than before. */
const release = 9;
/** Before the content stands a sum of it, to find what was cut or damaged. */
const sumLength = 4;
const largestBytes = 4 * 1024 ** 3;
/** So large a part of that may come before it is tidied again. */
const tidyShare = 8;

export interface PageKey {
  readonly organisationId: string;
  readonly sha256: string;
  /** Everything else that decides how the pages come out. */
  readonly variant: string;
}

/**
 * What was made of files, by their content, so that a claim is put together without opening them again. All of it can be made
 * anew: it may be deleted at any time, and is not part of a backup.
 */
export class PageCache {
  readonly #folder: string;
  readonly #mostBytes: number;
  readonly #writing = new Set<string>();
  #keptBytes = 0;

  constructor(folder: string, mostBytes = largestBytes) {
    this.#folder = folder;
    this.#mostBytes = mostBytes;
  }

  /** Undefined when it is not there, or not whole. */
  async find(key: PageKey): Promise<Buffer | undefined> {
    const bytes = await readFile(this.#placeOf(key)).catch(() => undefined);
    if (bytes === undefined || bytes.length < sumLength) return undefined;
    const content = bytes.subarray(sumLength);
    return bytes.readUInt32BE(0) === crc32(content) ? content : undefined;
  }

  /** Keeps it if it can: on a full disk, say, it is made anew the next time. */
  async keep(key: PageKey, content: Buffer): Promise<void> {
    const place = this.#placeOf(key);
    const temporary = join(dirname(place), `.${randomUUID()}`);
    const sum = Buffer.alloc(sumLength);
    sum.writeUInt32BE(crc32(content));
    this.#writing.add(temporary);
    try {
      await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      await writePieces(temporary, [sum, content], { mode: 0o600 });
      await rename(temporary, place);
    } catch {
      await rm(temporary, { force: true }).catch(() => undefined);
      return;
    } finally {
      this.#writing.delete(temporary);
    }
    this.#keptBytes += content.length;
    if (this.#keptBytes * tidyShare > this.#mostBytes) await this.tidy();
  }

  /** Removes what earlier releases left, and the oldest when there is too much; what cannot be removed stays until the next time. */
  async tidy(mostBytes = this.#mostBytes): Promise<void> {
    this.#keptBytes = 0;
    const names = await readdir(this.#folder, { recursive: true }).catch(() => []);
    const files = (await Promise.all(names.map(async (name) => {
      const path = join(this.#folder, name);
      const found = await stat(path).catch(() => undefined);
      return found?.isFile() === true && !this.#writing.has(path) ? { path, bytes: found.size, at: found.mtimeMs } : undefined;
    }))).filter((file) => file !== undefined);
    let held = 0;
    for (const { path, bytes } of files.sort((a, b) => b.at - a.at)) {
      held += bytes;
      if (held > mostBytes || !path.endsWith(`.${release}`)) await rm(path, { force: true }).catch(() => undefined);
    }
  }

  #placeOf({ organisationId, sha256, variant }: PageKey): string {
    if (!/^[0-9a-f-]{36}$/.test(organisationId) || !/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('Not the name of a kept file');
    return join(this.#folder, organisationId, sha256.slice(0, 2), `${sha256}.${variant}.${release}`);
  }
}
