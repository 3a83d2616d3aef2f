import { posix } from 'node:path';

/**
 * The file name of an attachment relative to the programme file's folder, in one spelling (`./a.pdf` and `a.pdf` are one file).
 * Undefined when it is absolute or climbs out of the folder, on any operating system.
 */
export function attachmentPath(name: string): string | undefined {
  const withSlashes = name.replaceAll('\\', '/');
  if (posix.isAbsolute(withSlashes) || /^[A-Za-z]:/.test(withSlashes)) return undefined;
  const climbs = posix.normalize(withSlashes).split('/').includes('..');
  return climbs ? undefined : posix.normalize(withSlashes).replace(/\/+$/, '');
}
