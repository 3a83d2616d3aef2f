import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import type { HostileFile } from '../fixtures/hostile-file.ts';

const run = promisify(execFile);

/** Every file of a folder and the folders within, whatever they are, with the pages that qpdf counts where it can and is there. */
export async function folderFiles(folder: string): Promise<HostileFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
  return Promise.all(paths.map(async (path) => ({ name: relative(folder, path), make: () => readFile(path), pages: await pagesIn(path) })));
}

async function pagesIn(path: string): Promise<number | undefined> {
  if (!path.toLowerCase().endsWith('.pdf')) return undefined;
  const count = await run('qpdf', ['--warning-exit-0', '--show-npages', path]).then(({ stdout }) => Number(stdout), () => 0);
  return count > 0 ? count : undefined;
}
