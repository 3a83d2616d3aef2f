/** Any origin does: an address that leaves it is not ours. */
const ownOrigin = 'http://ou.invalid';
const longestPath = 2_000;

/**
 * A path of this site as a safe target for a redirect or a form; undefined for anything that could lead elsewhere, however it is
 * spelt. It is resolved as a browser would, and the result looked at again: `/..//evil` becomes `//evil`, which is another host.
 */
export function ownPath(wanted: string): string | undefined {
  if (wanted.length > longestPath || !isPlainPath(wanted) || !URL.canParse(wanted, ownOrigin)) return undefined;
  const { origin, pathname, search, hash } = new URL(wanted, ownOrigin);
  return origin === ownOrigin && isPlainPath(pathname) ? `${pathname}${search}${hash}` : undefined;
}

/** One slash first; no backslash, which browsers take for one, and no control character, which they leave out. */
function isPlainPath(path: string): boolean {
  return /^\/(?!\/)[^\\\p{Cc}]*$/u.test(path);
}
