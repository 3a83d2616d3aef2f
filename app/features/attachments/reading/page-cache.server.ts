import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Counted up when the same file would come out otherwise than before. */
const release = 2;
const hashLength = 64;
const largestBytes = 4 * 1024 ** 3;

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

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Undefined when it is not there, or not whole. */
  async find(key: PageKey): Promise<Buffer | undefined> {
    const bytes = await readFile(this.#placeOf(key)).catch(() => undefined);
    const content = bytes?.subarray(hashLength);
    if (bytes === undefined || content === undefined || bytes.toString('latin1', 0, hashLength) !== hashOf(content)) return undefined;
    return content;
  }

  async keep(key: PageKey, content: Buffer): Promise<void> {
    const place = this.#placeOf(key);
    const temporary = join(dirname(place), `.${randomUUID()}`);
    await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    await writeFile(temporary, Buffer.concat([Buffer.from(hashOf(content), 'latin1'), content]), { mode: 0o600 });
    await rename(temporary, place);
  }

  /** Removes what earlier releases left, and the oldest when there is too much. */
  async tidy(mostBytes = largestBytes): Promise<void> {
    const names = await readdir(this.#folder, { recursive: true }).catch(() => []);
    const files = (await Promise.all(names.map(async (name) => {
      const path = join(this.#folder, name);
      const found = await stat(path).catch(() => undefined);
      return found?.isFile() === true ? { path, bytes: found.size, at: found.mtimeMs } : undefined;
    }))).filter((file) => file !== undefined);
    let held = 0;
    for (const { path, bytes } of files.sort((a, b) => b.at - a.at)) {
      held += bytes;
      if (held > mostBytes || !path.endsWith(`.${release}`)) await rm(path, { force: true });
    }
  }

  #placeOf({ organisationId, sha256, variant }: PageKey): string {
    if (!/^[0-9a-f-]{36}$/.test(organisationId) || !/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('Not the name of a kept file');
    return join(this.#folder, organisationId, sha256.slice(0, 2), `${sha256}.${variant}.${release}`);
  }
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
