/** A route of the build, as far as its address goes. */
export interface BuiltRoute {
  readonly id: string;
  readonly parentId?: string | undefined;
  readonly path?: string | undefined;
}

/** What an address is an address of: `/organisations/:organisation`, and the ids that stand in it. */
export interface MatchedRoute {
  readonly pattern: string;
  readonly ids: Readonly<Record<string, string>>;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const none: MatchedRoute = { pattern: 'none', ids: {} };

/**
 * Tells which route an address is of, for the log: of what stands in the place of a name only ids are told, so that a secret in a
 * link never is, nor an address that nobody made.
 */
export function routePatterns(routes: readonly BuiltRoute[]): (path: string) => MatchedRoute {
  const parents = new Map(routes.map((route) => [route.id, route]));
  const patterns = new Set(routes.map((route) => `/${pathOf(route, parents).join('/')}`).filter((pattern) => !pattern.endsWith('*')));
  const matchers = [...patterns].map((pattern) => ({ pattern, segments: segmentsOf(pattern) }))
    // What is written out goes before what stands for anything, the first difference deciding.
    .sort((a, b) => rank(a.segments).localeCompare(rank(b.segments)));
  return (path) => {
    const asked = segmentsOf(path.replace(/\.data$/, ''));
    const found = matchers.find(({ segments }) => (
      segments.length === asked.length && segments.every((each, at) => isName(each) || each === asked[at])));
    if (found === undefined) return none;
    const named = found.segments.map((segment, at): [string, string] => [segment.slice(1), isName(segment) ? asked[at] ?? '' : '']);
    return { pattern: found.pattern, ids: Object.fromEntries(named.filter(([, value]) => uuid.test(value))) };
  };
}

function pathOf(route: BuiltRoute, parents: ReadonlyMap<string, BuiltRoute>): string[] {
  const parent = parents.get(route.parentId ?? '');
  return [...parent === undefined ? [] : pathOf(parent, parents), ...segmentsOf(route.path ?? '')];
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function rank(segments: readonly string[]): string {
  return segments.map((segment) => (isName(segment) ? '1' : '0')).join('');
}

function isName(segment: string): boolean {
  return segment.startsWith(':');
}
