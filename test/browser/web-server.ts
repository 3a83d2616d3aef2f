import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const program = join(import.meta.dirname, '..', '..', 'app', 'server.ts');

export interface WebServer {
  /** `http://127.0.0.1:40123` */
  readonly address: string;
  /** Asks it to stop and gives its exit status. */
  readonly stop: () => Promise<number | null>;
}

/** The built application as people meet it: its own process, on a free port of this machine only. */
export async function startWebServer(): Promise<WebServer> {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(([status]: unknown[]) => (typeof status === 'number' ? status : null));
  const address = await Promise.race([
    addressFrom(createInterface({ input: child.stdout })),
    ended.then((status) => { throw new Error(`The web server ended with status ${status} before it listened`); }),
  ]);
  return { address, stop: () => { child.kill('SIGTERM'); return ended; } };
}

async function addressFrom(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) {
    const address = /http:\/\/\S+/.exec(line)?.[0];
    if (address !== undefined) return address;
  }
  throw new Error('The web server said no address');
}
