import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { demoPassword } from '#app/features/demo/demo-installation.ts';

/** Signs in by the form, without a browser. @returns the cookie that says who is asking. */
export async function signInAt(address: string, email: string): Promise<string> {
  const answer = await fetch(`${address}/sign-in`, {
    method: 'POST', redirect: 'manual', headers: { 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ email, password: demoPassword, to: '/' }),
  });
  const cookie = answer.headers.getSetCookie().map((set) => set.split(';')[0]).find((pair) => pair?.startsWith('sid='));
  if (cookie === undefined) throw new Error(`${email} could not sign in: ${answer.status}`);
  return cookie;
}

export interface RawAnswer {
  /** Undefined when the server hung up without a word, which it may. */
  readonly status: number | undefined;
  /** The first bytes of it, to be told when they were not expected. */
  readonly text: string;
}

const patienceMs = 20_000;
/** So long the server may take to think of an answer before it hears that nothing more comes. */
const thinkingMs = 1_500;

/**
 * Sends bytes as they are, and reads what comes until the server hangs up; says in the end that no more comes. Rejects when it
 * never does.
 */
export function sendRaw(address: string, bytes: Buffer): Promise<RawAnswer> {
  const socket = connectTo(address);
  const thinking = setTimeout(() => { socket.end(); }, thinkingMs);
  socket.write(bytes);
  return answerOn(socket).finally(() => { clearTimeout(thinking); });
}

/** Sends a head and then piece after piece, all of them, however early the server answers. Node's own client stops when it does. */
export async function sendPieces(address: string, head: string, pieces: Iterable<Buffer>): Promise<RawAnswer> {
  const socket = connectTo(address);
  const answered = answerOn(socket);
  socket.write(head);
  await pipeline(Readable.from(pieces), socket);
  return answered;
}

function connectTo(address: string): Socket {
  return connect(Number(new URL(address).port), '127.0.0.1');
}

function answerOn(socket: Socket): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error('The server neither answered nor hung up'));
    }, patienceMs);
    socket.on('data', (chunk: Buffer) => { chunks.push(chunk); });
    // A connection that is reset has been answered too, if only by that.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      const text = Buffer.concat(chunks).toString('latin1', 0, 400);
      // «100 Continue» comes before the answer.
      const status = /HTTP\/1\.[01] ([2-5]\d\d)/.exec(text)?.[1];
      resolve({ status: status === undefined ? undefined : Number(status), text });
    });
  });
}

/** What a process holds of memory, in MB; undefined where the machine does not say. */
export function residentMegabytes(processId: number): number | undefined {
  try {
    const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${processId}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}
