import type { FieldPath } from '#app/domain/finding.ts';
import { attachmentPath } from './attachment-path.ts';
import { parseJson } from './parse-json.ts';
import { problem, type Problem } from './problem.ts';
import { programmeSchema, type ProgrammeFile } from './programme-schema.ts';
import { referenceProblems } from './reference-problems.ts';
import { schemaProblems } from './schema-problems.ts';

export type ProgrammeTextResult
  /** Well-formed; what one field alone cannot show may still be wrong. */
  = | { readonly file: ProgrammeFile; readonly problems: readonly Problem[] }
    | { readonly file: undefined; readonly problems: readonly Problem[] };

/** A programme file's text → what it holds, and what is wrong with it. Where its attachments lie is not looked at. */
export function readProgrammeText(text: string): ProgrammeTextResult {
  const parsed = parseJson(text);
  if ('problems' in parsed) return { file: undefined, problems: parsed.problems };
  const checked = programmeSchema.safeParse(parsed.value, { reportInput: true });
  if (!checked.success) return { file: undefined, problems: schemaProblems(checked.error) };
  return { file: checked.data, problems: referenceProblems(checked.data) };
}

/** Bytes as the text they are; a problem when they are none. */
export function decodeProgrammeText(bytes: Uint8Array, file: string): string | Problem {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return problem('not_text', [], { file });
  }
}

/** Every file a programme file names, with the place where it is named first. */
export function attachmentPlaces(file: ProgrammeFile): Map<string, FieldPath> {
  const places = new Map<string, FieldPath>();
  if (file.grant.letter !== undefined) places.set(file.grant.letter, ['grant', 'letter']);
  file.expenses.forEach((expense, index) => expense.attachments.forEach((name, position) => {
    if (!places.has(name)) places.set(name, ['expenses', index, 'attachments', position]);
  }));
  return places;
}

/** Names that lead out of the programme file's folder, whatever lies there. */
export function namesLeavingFolder(file: ProgrammeFile): Problem[] {
  return [...attachmentPlaces(file)].flatMap(([name, path]) => (
    attachmentPath(name) === undefined ? [problem('path_leaves_folder', path, { file: name })] : []
  ));
}
