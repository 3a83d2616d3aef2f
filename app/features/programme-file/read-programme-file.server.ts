import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import type { Programme } from '#app/domain/programme.ts';
import { attachmentPath } from './attachment-path.ts';
import { problem, type Problem, type ProblemCode } from './problem.ts';
import type { ProgrammeFile } from './programme-schema.ts';
import { attachmentPlaces, decodeProgrammeText, readProgrammeText } from './read-programme-text.ts';
import { toProgramme } from './to-programme.ts';

const maxBytes = 32 * 1024 * 1024;

export type ProgrammeFileResult
  = | { readonly programme: Programme; readonly folder: string }
    | { readonly problems: readonly Problem[] };

/**
 * Reads a programme file and checks everything that makes it one. Attachments are not opened here, but none may lie outside
 * the file's folder, neither by its name nor by a symbolic link.
 */
export async function readProgrammeFile(file: string): Promise<ProgrammeFileResult> {
  const text = await readText(file);
  if (typeof text !== 'string') return { problems: [text] };
  const read = readProgrammeText(text);
  if (read.file === undefined) return read;
  const folder = dirname(await realpath(file));
  const problems = [...read.problems, ...await pathProblems(read.file, folder)];
  return problems.length > 0 ? { problems } : { programme: toProgramme(read.file), folder };
}

async function readText(file: string): Promise<string | Problem> {
  try {
    const found = await stat(file);
    if (!found.isFile()) return problem('file_unreadable', [], { file });
    const { size } = found;
    if (size > maxBytes) return problem('file_too_large', [], { file });
    return decodeProgrammeText(await readFile(file), file);
  } catch (error) {
    return problem(readFault(error), [], { file });
  }
}

function readFault(error: unknown): ProblemCode {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'file_not_found' : 'file_unreadable';
}

async function pathProblems(file: ProgrammeFile, folder: string): Promise<Problem[]> {
  const checks = [...attachmentPlaces(file)].map(async ([name, path]) =>
    await staysInFolder(name, folder) ? [] : [problem('path_leaves_folder', path, { file: name })]);
  return (await Promise.all(checks)).flat();
}

/** A file that does not exist stays: that it is missing is told when the claim is made. */
async function staysInFolder(name: string, folder: string): Promise<boolean> {
  const path = attachmentPath(name);
  if (path === undefined) return false;
  const real = await realpath(resolve(folder, path)).catch(() => undefined);
  if (real === undefined) return true;
  const fromFolder = relative(await realpath(folder), real);
  return fromFolder !== '..' && !fromFolder.startsWith(`..${sep}`) && resolve(folder, fromFolder) === real;
}
