import { createHash } from 'node:crypto';
import type { UnreadableFile } from '#app/pdf/vouchers/unreadable.ts';
import { isPicture } from '#app/pdf/vouchers/file-kind.ts';
import { unpackVoucher } from '#app/pdf/vouchers/voucher-bundle.ts';
import type { OpenedVoucher } from '#app/pdf/vouchers/voucher.ts';
import { Allowance, usualLimits, type ReadingLimits } from './allowance.ts';
import { bytesOf, type KnownFile, type OpenOptions, type UnlockFile } from './open-file.ts';
import { PageCache } from './page-cache.server.ts';
import { ReadingProcess } from './reading-process.server.ts';
import type { ReadingAnswer, ReadingTask } from './worker-message.ts';

interface ReaderOptions {
  /** Where opened files are kept; nowhere unless said. */
  readonly cacheFolder?: string | undefined;
  readonly limits?: ReadingLimits;
  /** How many files are opened at once. */
  readonly processes?: number;
  /** What the processes run; our own program unless said. */
  readonly worker?: URL | undefined;
}

/**
 * Opens foreign files outside this process, a few at a time and the others in turn, and keeps what was made of them.
 * Close it when nobody asks any more.
 */
export class VoucherReader {
  private readonly cache: PageCache | undefined;
  private readonly places: ReadingPlace[];
  private readonly waiting: (() => void)[] = [];
  private readonly newProcess: () => ReadingProcess;
  private readonly limits: ReadingLimits;
  private readonly closing = new AbortController();

  constructor({ cacheFolder, limits = usualLimits, processes = 2, worker }: ReaderOptions = {}) {
    this.cache = cacheFolder === undefined ? undefined : new PageCache(cacheFolder);
    this.newProcess = () => new ReadingProcess(worker);
    this.limits = limits;
    this.places = Array.from({ length: processes }, () => ({ isBusy: false, process: undefined, organisationId: undefined }));
  }

  /** As `OpenFile` says. */
  readonly open = async (file: Buffer | KnownFile, options: OpenOptions = {}): Promise<OpenedVoucher | UnreadableFile> => {
    const { organisationId, fineness = 'fine', language = 'nb' } = options;
    const sha256 = Buffer.isBuffer(file) ? createHash('sha256').update(file).digest('hex') : file.sha256;
    const key = organisationId === undefined ? undefined : { organisationId, sha256, variant: `${fineness}.${language}` };
    const kept = key === undefined ? undefined : await this.cache?.find(key);
    if (kept !== undefined) return unpackVoucher(kept);
    let isHeavyPicture = false;
    const bundle = await this.made(async () => {
      const bytes = await bytesOf(file);
      isHeavyPicture = isPicture(bytes);
      return { task: 'open', bytes, fineness, language };
    }, organisationId);
    // Nobody can divide a photograph, or gains by printing it.
    if ('unreadable' in bundle) return bundle.unreadable === 'too_heavy' && isHeavyPicture ? { unreadable: 'picture_heavy' } : bundle;
    if (key !== undefined) await this.cache?.keep(key, bundle);
    return unpackVoucher(bundle);
  };

  /** As `UnlockFile` says. */
  readonly unlock: UnlockFile = (bytes, password, organisationId) => (
    this.made(() => Promise.resolve({ task: 'unlock', bytes, password }), organisationId));

  /** Starts a process before it is asked for, so that the first file does not wait for it, and tidies what is kept. */
  async warmUp(): Promise<void> {
    const [place] = this.places;
    if (place !== undefined) place.process ??= this.newProcess();
    await this.cache?.tidy();
  }

  /** Those who still wait for a file are told by a fault, and nothing is said of the file. */
  close(): void {
    this.closing.abort(new Error('Files are opened no more'));
    for (const place of this.places) place.process?.end();
  }

  private async made(taskOf: () => Promise<ReadingTask>, organisationId?: string): Promise<Buffer | UnreadableFile> {
    const answer = await this.read(taskOf, organisationId);
    return 'unreadable' in answer ? answer : Buffer.from(answer.made.buffer, answer.made.byteOffset, answer.made.byteLength);
  }

  /** A file's bytes are asked for when its turn has come: those that wait take no memory. */
  private async read(taskOf: () => Promise<ReadingTask>, organisationId: string | undefined): Promise<ReadingAnswer> {
    const place = await this.takePlace(organisationId);
    try {
      return await this.readAt(place, await taskOf());
    } finally {
      place.isBusy = false;
      this.waiting.shift()?.();
    }
  }

  /** What a process has read before decides nothing: when that may have ended it, the file is read again in a fresh one. */
  private async readAt(place: ReadingPlace, task: ReadingTask): Promise<ReadingAnswer> {
    const allowance = new Allowance(this.limits);
    for (;;) {
      this.closing.signal.throwIfAborted();
      if (place.process?.isUsable !== true) place.process = this.newProcess();
      const { isFresh } = place.process;
      const reading = await place.process.read(task, allowance);
      if (!('ended' in reading)) return reading;
      this.closing.signal.throwIfAborted();
      if (isFresh) return reading.ended;
    }
  }

  /** A process that has opened one organisation's files opens no other's: whatever a decoder left in its memory, it is nobody else's. */
  private async takePlace(organisationId: string | undefined): Promise<ReadingPlace> {
    for (;;) {
      const free = this.places.filter(({ isBusy }) => !isBusy);
      const hasOpened = ({ process }: ReadingPlace) => process?.isFresh === false;
      const theirs = free.find((each) => hasOpened(each) && each.organisationId === organisationId);
      const place = theirs ?? free.find((each) => !hasOpened(each)) ?? free[0];
      if (place !== undefined) {
        place.isBusy = true;
        if (hasOpened(place) && place.organisationId !== organisationId) place.process?.end();
        place.organisationId = organisationId;
        return place;
      }
      await new Promise<void>((resolve) => { this.waiting.push(resolve); });
    }
  }
}

interface ReadingPlace {
  isBusy: boolean;
  process: ReadingProcess | undefined;
  /** Whose files its process has opened, once it has opened any. */
  organisationId: string | undefined;
}
