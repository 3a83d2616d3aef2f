import sharp from 'sharp';

/** For a process that opens one file at a time: no threads beside it, and nothing kept of what it has done. */
export function decodeThriftily(): void {
  sharp.concurrency(1);
  sharp.cache(false);
}
