import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { guarded, refuseUnheld } from '../fixtures/guarded-process.ts';

const program = join(import.meta.dirname, '..', '..', 'app', 'server.ts');

export interface WebServer {
  /** `http://127.0.0.1:40123` */
  readonly address: string;
  /** The code of the first start, where nobody can sign in yet. */
  readonly setupCode: string | undefined;
  readonly processId: number;
  /** What it has logged. */
  readonly log: () => string;
  /** Asks it to stop and gives its exit status. */
  readonly stop: () => Promise<number | null>;
}

/**
 * The built application as people meet it: its own process, on a free port of this machine only. On an empty data folder of its
 * own, gone when it stops, unless one is given. `settings` are variables of its environment.
 */
export async function startWebServer(dataFolder?: string, settings: Readonly<Record<string, string>> = {}): Promise<WebServer> {
  const folder = dataFolder ?? await mkdtemp(join(tmpdir(), 'ou-server-'));
  const isEmpty = !existsSync(join(folder, 'ou-refusjon.sqlite'));
  const child = spawn(process.execPath, [...guarded, program], {
    env: {
      ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: '0', DATA_DIR: folder, DATABASE_URL: '', PUBLIC_ORIGIN: '', SMTP_URL: '',
      LOG_LEVEL: 'error', FORMS_PER_MINUTE: '1000000', ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const logged: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => {
    logged.push(chunk);
    // A test that asked for the log reads it; for all others what stands there is a fault.
    if (settings['LOG_LEVEL'] === undefined) process.stderr.write(chunk);
  });
  const ended = once(child, 'exit').then(([status]: unknown[]) => (typeof status === 'number' ? status : null));
  const said = await Promise.race([
    greetingFrom(createInterface({ input: child.stdout }), isEmpty),
    ended.then((status) => { throw new Error(`The web server ended with status ${status} before it listened`); }),
  ]);
  const log = () => Buffer.concat(logged).toString();
  const stop = async () => {
    child.kill('SIGTERM');
    const status = await ended;
    if (dataFolder === undefined) await rm(folder, { recursive: true, force: true });
    refuseUnheld(log());
    return status;
  };
  return { ...said, processId: child.pid ?? 0, log, stop };
}

/** What the server says when it listens: its address and, when nobody can sign in, the code. */
async function greetingFrom(lines: AsyncIterable<string>, isEmpty: boolean): Promise<Pick<WebServer, 'address' | 'setupCode'>> {
  let address: string | undefined;
  for await (const line of lines) {
    address ??= /http:\/\/\S+/.exec(line)?.[0];
    const setupCode = /first-start \D* (\S{14})$/.exec(line)?.[1];
    if (address !== undefined && (!isEmpty || setupCode !== undefined)) return { address, setupCode };
  }
  throw new Error('The web server said no address');
}
