import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const connections = 16;
const warmupSeconds = 3;
const seconds = 8;

const resultShape = z.object({
  requests: z.object({ average: z.number() }),
  latency: z.object({ p50: z.number(), p99: z.number() }),
  non2xx: z.number(),
  errors: z.number(),
});

export interface Measured {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Asks an address again and again over 16 connections, for some seconds after some of warming up. Throws when any answer is not 2xx. */
export async function measure(address: string, cookie: string): Promise<Measured> {
  const program = fileURLToPath(import.meta.resolve('autocannon'));
  const warmup = ['--warmup', '[', '-c', String(connections), '-d', String(warmupSeconds), ']'];
  const options = ['-j', '-c', String(connections), '-d', String(seconds), '-H', `Cookie=${cookie}`, ...warmup, address];
  const child = spawn(process.execPath, [program, ...options], { stdio: ['ignore', 'pipe', 'ignore'] });
  // It says one line for the warming up and one for the measuring.
  const said = (await text(child.stdout)).trim().split('\n').at(-1) ?? '';
  const { requests, latency, non2xx, errors } = resultShape.parse(JSON.parse(said));
  if (non2xx + errors > 0) throw new Error(`${address}: ${non2xx} answers were not 2xx, ${errors} requests failed`);
  return { perSecond: requests.average, p50Ms: latency.p50, p99Ms: latency.p99 };
}
