/** A file that was made, to be handed over, in pieces that are never joined. */
export interface NamedFile {
  readonly name: string;
  readonly pieces: readonly Buffer[];
}

/** The same where it may lie on the disk meanwhile. */
export interface HeldFile {
  readonly name: string;
  readonly read: () => Promise<readonly Buffer[]>;
}

export function inMemory({ name, pieces }: NamedFile): HeldFile {
  return { name, read: () => Promise.resolve(pieces) };
}
