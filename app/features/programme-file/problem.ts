import type { Facts, FieldPath } from '#app/domain/finding.ts';

export const problemCodes = [
  'too_long', 'control_character', 'blank', 'not_whole', 'negative', 'too_many', 'not_a_day', 'not_an_amount', 'not_positive',
  'not_a_percentage',
  'not_a_municipality_number', 'not_one_of', 'ends_before_start', 'not_yes_or_no', 'wrong_format', 'missing', 'wrong_type', 'unknown_key',
  'not_json', 'not_text', 'file_not_found', 'file_unreadable', 'file_too_large', 'too_deep', 'duplicate_key', 'duplicate_id', 'unknown_id',
  'credit_of_itself', 'credit_of_credit', 'credit_of_other_kind', 'negative_without_credit', 'credit_not_negative', 'path_leaves_folder',
  'part_of_programme',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** Something that keeps a file from being a programme file, with the field it is about. */
export interface Problem {
  readonly code: ProblemCode;
  readonly path: FieldPath;
  readonly facts: Facts;
}

export function problem(code: ProblemCode, path: FieldPath, facts: Facts = {}): Problem {
  return { code, path, facts };
}
