import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Where a password comes from: a terminal, or a file or another program. */
export interface PasswordSource {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

/**
 * Asks for a password on the terminal without showing it, or takes the first line of what is sent in; undefined when nothing
 * comes. Never cut or trimmed: what is typed is the password.
 */
export async function readPassword(prompt: string, { input, output }: PasswordSource): Promise<string | undefined> {
  const isTerminal = input.isTTY === true;
  if (isTerminal) output.write(`${prompt} `);
  // Readline shows what is typed on its output; this one shows nothing.
  const lines = createInterface({ input, output: new Writable({ write: (_chunk, _encoding, done) => { done(); } }), terminal: isTerminal });
  const password = await new Promise<string | undefined>((resolve) => {
    lines.once('line', resolve);
    lines.once('close', () => { resolve(undefined); });
  });
  lines.close();
  if (isTerminal) output.write('\n');
  return password;
}
