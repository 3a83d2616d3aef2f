/** What a page that could not be shown says instead. */
export interface FaultView {
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

const fewestLines = 3;

/** The words of an answer by `faultText`; undefined for any other answer. */
export function readFault(body: unknown): FaultView | undefined {
  if (typeof body !== 'string') return undefined;
  const [heading = '', ...paragraphs] = body.split('\n');
  return paragraphs.length < fewestLines - 1 ? undefined : { heading, paragraphs };
}
