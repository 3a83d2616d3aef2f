/** What a person is told of a work of theirs, and a page that asks again and again. */
export interface WorkStatus {
  readonly state: 'under_way' | 'done' | 'failed' | 'gone';
  readonly text: string;
  /** How much of it; absent where that is not known. */
  readonly done?: number | undefined;
  readonly total?: number | undefined;
  /** Where it has led. */
  readonly leadsTo?: string | undefined;
  /** It leads to a file, to keep or to look at, and not to a page. */
  readonly isFile?: boolean | undefined;
}

/** The status that an answer of ours holds; undefined for any other answer. */
export function readWorkStatus(body: unknown): WorkStatus | undefined {
  return isWorkStatus(body) ? body : undefined;
}

function isWorkStatus(body: unknown): body is WorkStatus {
  return typeof body === 'object' && body !== null && 'state' in body && 'text' in body;
}
