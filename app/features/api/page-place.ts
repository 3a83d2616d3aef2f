const usual = 50;
const most = 200;

/** Where in a list a machine reads on, and how much. */
export interface PagePlace {
  readonly after: string | undefined;
  readonly limit: number;
}

/** Reads `limit` and `after`. @returns the name of the one that is wrong otherwise. */
export function readPagePlace(query: URLSearchParams): PagePlace | { readonly wrong: 'limit' } {
  const text = query.get('limit') ?? String(usual);
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > most) return { wrong: 'limit' };
  return { after: query.get('after') ?? undefined, limit };
}

export interface Page<Item> {
  readonly data: readonly Item[];
  /** Where the rest is read; null at the end. */
  readonly next: string | null;
}

/** The first `limit` of the items, which are one more where there is a rest. */
export function pageOf<Item>(
  items: readonly Item[], url: URL, { limit, cursorOf }: { readonly limit: number; readonly cursorOf: (last: Item) => string },
): Page<Item> {
  const data = items.slice(0, limit);
  const last = data.at(-1);
  if (items.length <= limit || last === undefined) return { data, next: null };
  const query = new URLSearchParams(url.searchParams);
  query.set('after', cursorOf(last));
  return { data, next: `${url.pathname}?${query.toString()}` };
}

export const pageLimits = { usual, most };
