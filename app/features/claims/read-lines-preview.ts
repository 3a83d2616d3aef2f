import type { ChooseLinesFormView } from './choose-lines-view.ts';

/** What the form is told while lines are ticked; no form where no line is left to choose. */
export interface LinesPreview {
  readonly form: ChooseLinesFormView | undefined;
}

/** The preview that an answer of ours holds; undefined for any other answer. */
export function readLinesPreview(body: unknown): LinesPreview | undefined {
  return isLinesPreview(body) ? body : undefined;
}

function isLinesPreview(body: unknown): body is LinesPreview {
  return typeof body === 'object' && body !== null && 'form' in body;
}
