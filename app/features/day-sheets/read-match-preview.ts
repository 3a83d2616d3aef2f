import type { DefinitionView } from '#app/components/definition-list.tsx';

/** The tick boxes of costs, as `id/version`. */
export const costField = 'cost';
/** The fields the figures are made of. */
export const countedFields: readonly string[] = [costField, 'net'];

/** What the form is told while costs are ticked and the sum is typed. */
export interface MatchPreview {
  readonly figures: readonly DefinitionView[];
}

/** The preview that an answer of ours holds; undefined for any other answer. */
export function readMatchPreview(body: unknown): MatchPreview | undefined {
  return isMatchPreview(body) ? body : undefined;
}

function isMatchPreview(body: unknown): body is MatchPreview {
  return typeof body === 'object' && body !== null && 'figures' in body && Array.isArray(body.figures);
}
