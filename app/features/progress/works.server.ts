import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writePieces } from '#app/features/attachments/write-pieces.server.ts';
import type { HeldFile, NamedFile } from './named-file.ts';
import { quietMs, type Progress, type Tell } from './progress.ts';
import type { Ending, WorkKind } from './work-kinds.ts';

export interface WorkOrder {
  readonly userId: string;
  readonly organisationId: string;
  /** What is the same work when the same person asks for it again. */
  readonly key: string;
  readonly kind: WorkKind;
  /** Told to the person if it fails, and written in the log. */
  readonly requestId: string;
}

/** A work by its id, and who asks. */
export interface WorkName {
  readonly userId: string;
  readonly id: string;
}

/** Work that takes longer than a person waits in silence: what they may know of it. */
export class Work {
  /** In the address that asks after it. */
  readonly id = randomUUID();
  readonly order: WorkOrder;
  /** Its own place on the disk, for what it made. */
  readonly folder: string;
  progress: Progress = { stage: 'begun' };
  ending: Ending | undefined;
  /** Whether the request that began it still waits for it. */
  isAwaited = true;

  constructor(order: WorkOrder, folder: string) {
    this.order = order;
    this.folder = folder;
  }

  readonly tell: Tell = (progress) => { this.progress = progress; };
}

/** So many of one person's, and of one organisation's, may be under way. */
const mostUnderWay = { person: 3, organisation: 10 } as const;
/** So many of a person's are remembered when they have ended, and for so long. */
const mostRemembered = 5;
const rememberedMs = 30 * 60_000;

/**
 * The works of all people, in the memory of this server. Whoever asks after one must be the one who began it. What is forgotten, or
 * was under way when the server ended, is not there any more: who asks is told so.
 */
export class Works {
  readonly patienceMs: number;
  readonly #folder: string;
  readonly #works = new Map<string, Work>();

  /** @param folder holds what was made for those who no longer wait; it may be emptied at any time. */
  constructor(folder: string, patienceMs = quietMs) {
    this.#folder = folder;
    this.patienceMs = patienceMs;
  }

  find({ userId, id }: WorkName): Work | undefined {
    const work = this.#works.get(id);
    return work?.order.userId === userId ? work : undefined;
  }

  /** The newest that was begun with this key. */
  findByKey({ userId, key }: Pick<WorkOrder, 'userId' | 'key'>): Work | undefined {
    return [...this.#works.values()].findLast(({ order }) => order.userId === userId && order.key === key);
  }

  /** Undefined when the person, or their organisation, has too many under way. */
  begin(order: WorkOrder): Work | undefined {
    const underWay = [...this.#works.values()].filter(({ ending }) => ending === undefined).map((work) => work.order);
    const own = underWay.filter(({ userId }) => userId === order.userId).length;
    const theirs = underWay.filter(({ organisationId }) => organisationId === order.organisationId).length;
    if (own >= mostUnderWay.person || theirs >= mostUnderWay.organisation) return undefined;
    const work = new Work(order, join(this.#folder, randomUUID()));
    this.#works.set(work.id, work);
    return work;
  }

  end(work: Work, ending: Ending): void {
    work.ending = ending;
    const ended = [...this.#works.values()].filter((each) => each.order.userId === work.order.userId && each.ending !== undefined);
    for (const oldest of ended.slice(0, -mostRemembered)) this.forget(oldest);
    setTimeout(() => { this.forget(work); }, rememberedMs).unref();
  }

  forget(work: Work): void {
    this.#works.delete(work.id);
    void rm(work.folder, { recursive: true, force: true }).catch(() => undefined);
  }

  /** Puts what a work made on the disk, so that no memory is held until somebody comes for it. */
  async hold({ folder }: Work, files: readonly NamedFile[]): Promise<HeldFile[]> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return Promise.all(files.map(async ({ name, pieces }, index) => {
      const path = join(folder, String(index));
      await writePieces(path, pieces, { mode: 0o600 });
      return { name, read: async () => [await readFile(path)] };
    }));
  }

  /** Removes what an earlier server left. */
  async tidy(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** When nothing is under way any more. */
  async idle(): Promise<void> {
    while ([...this.#works.values()].some(({ ending }) => ending === undefined)) {
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
  }
}
