export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

export interface StatusView {
  readonly text: string;
  readonly tone: Tone;
}

/** A state in a word, with a shape of its own for each tone, so that it does not hang on the colour. One element: tables have many. */
export function StatusTag({ status: { text, tone } }: { status: StatusView }) {
  return <span className="ds-tag status-tag" data-color={tone}>{text}</span>;
}
