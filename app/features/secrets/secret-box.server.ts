import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const algorithm = 'aes-256-gcm';

/**
 * Seals what has to be read again and must not stand in the database as it is: second factors, the links of e-mails not sent yet.
 * A copy of the database alone opens none of it. `purpose` is sealed along, so that a text moved to another column does not open.
 */
export class SecretBox {
  readonly #key: Buffer;

  /** The key is 32 bytes. */
  constructor(key: Buffer) {
    if (key.length !== keyBytes) throw new Error(`The key of the secret box is ${key.length} bytes, not ${keyBytes}`);
    this.#key = key;
  }

  seal(text: string, purpose: string): string {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, this.#key, nonce).setAAD(Buffer.from(purpose));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** Throws when it was sealed with another key, for another purpose, or altered since. */
  open(sealed: string, purpose: string): string {
    const bytes = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv(algorithm, this.#key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8');
  }
}

/** The box of this installation: its key lies in the data folder, for the service's own user only, and is made the first time. */
export async function openSecretBox(dataFolder: string): Promise<SecretBox> {
  const file = join(dataFolder, 'secret.key');
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  return new SecretBox(await readFile(file).catch(() => makeKey(file)));
}

/** Two servers that start at once on the same folder end up with the same key: only one file can take the name. */
async function makeKey(file: string): Promise<Buffer> {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, randomBytes(keyBytes), { mode: 0o600, flag: 'wx', flush: true });
  await link(draft, file).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
  await rm(draft);
  return readFile(file);
}
