/** The command was not understood, or its file is none: exit 2. The message is for the person. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
