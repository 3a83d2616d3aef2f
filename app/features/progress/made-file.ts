/** A file that was made, to be handed over. */
export interface MadeFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The same where it may lie on the disk meanwhile. */
export interface HeldFile {
  readonly name: string;
  readonly read: () => Promise<Buffer>;
}

export function inMemory({ name, bytes }: MadeFile): HeldFile {
  return { name, read: () => Promise.resolve(bytes) };
}
