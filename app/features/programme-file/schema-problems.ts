import type { z } from 'zod';
import type { FieldPath } from '#app/domain/finding.ts';
import { expenseKinds } from '#app/domain/expense.ts';
import { problem, problemCodes, type Problem, type ProblemCode } from './problem.ts';

/**
 * Turns what the schema found into problems: at least one for each wrong field, one for each unknown key.
 * The schema must have been asked to report its input, which tells what is missing from what is wrong.
 */
export function schemaProblems(error: z.ZodError): Problem[] {
  return error.issues.flatMap((issue) => {
    const path = toFieldPath(issue.path);
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => problem('unknown_key', [...path, key], { key }));
    if (isMissing(issue)) return [problem('missing', path)];
    const code = codeOf(issue.message);
    const isOfWrongType = code === undefined || (code === 'not_one_of' && issue.code === 'invalid_type');
    if (isOfWrongType) return [problem('wrong_type', path, { expected: 'expected' in issue ? issue.expected : '' })];
    return [problem(code, path, allowedIn(issue))];
  });
}

function isMissing(issue: z.core.$ZodIssue): boolean {
  return (issue.code === 'invalid_type' || issue.code === 'invalid_value') && 'input' in issue && issue.input === undefined;
}

function allowedIn(issue: z.core.$ZodIssue): { allowed?: string } {
  if (issue.code === 'invalid_value') return { allowed: issue.values.join(', ') };
  return issue.code === 'invalid_union' ? { allowed: expenseKinds.join(', ') } : {};
}

function codeOf(message: string): ProblemCode | undefined {
  return problemCodes.find((code) => message === `schema.${code}`);
}

function toFieldPath(path: readonly PropertyKey[]): FieldPath {
  return path.map((part) => (typeof part === 'number' ? part : String(part)));
}
