import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

const compress = promisify(gzip);
const aYear = 'public, max-age=31536000, immutable';
const aDay = 'public, max-age=86400';

interface BuiltFile {
  readonly bytes: Buffer;
  readonly type: string;
  readonly etag: string;
  readonly cacheControl: string;
  /** Made when first asked for. */
  compressed?: Promise<Buffer>;
}

/**
 * Serves the files of the build and of `public`, compressed where the browser takes it. They are read at start: what is not
 * there then does not exist, whatever an address says. Below `/assets` nothing else is looked for.
 */
export function serveBuiltFiles(folder: string): RequestHandler {
  const files = readFiles(folder);
  return (request: Request, response: Response, next: NextFunction) => {
    const file = files.get(request.path);
    if (file !== undefined && request.method !== 'POST') void send(file, request, response).catch(next);
    else if (request.path.startsWith('/assets/')) response.status(404).type('text/plain').send('404\n');
    else next();
  };
}

function readFiles(folder: string): Map<string, BuiltFile> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).split(sep).join('/'));
  return new Map(names.filter((name) => !name.includes('/.')).map((name) => [name, readFile(folder, name)]));
}

function readFile(folder: string, name: string): BuiltFile {
  const bytes = readFileSync(join(folder, name));
  const etag = `W/"${createHash('sha256').update(bytes).digest('base64url')}"`;
  return { bytes, type: extname(name), etag, cacheControl: name.startsWith('/assets/') ? aYear : aDay };
}

async function send(file: BuiltFile, request: Request, response: Response): Promise<void> {
  response.type(file.type).set({ ETag: file.etag, 'Cache-Control': file.cacheControl, Vary: 'Accept-Encoding' });
  if (request.acceptsEncodings('gzip') === false) {
    response.send(file.bytes);
    return;
  }
  file.compressed ??= compress(file.bytes);
  response.set('Content-Encoding', 'gzip').send(await file.compressed);
}
