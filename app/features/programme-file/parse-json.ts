import { visit } from 'jsonc-parser';
import type { FieldPath } from '#app/domain/finding.ts';
import { problem, type Problem } from './problem.ts';

/** Deeper than any programme file; guards the parsers against files that are nothing but brackets. */
const maxDepth = 20;

/** JSON as text → its value, or what is wrong with it. A key written twice is a problem too: one of two amounts would silently win. */
export function parseJson(text: string): { readonly value: unknown } | { readonly problems: Problem[] } {
  if (depthOf(text) > maxDepth) return { problems: [problem('too_deep', [])] };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problems: [problem('not_json', [], placeOfError(text))] };
  }
  const duplicates = duplicateKeys(text);
  return duplicates.length > 0 ? { problems: duplicates } : { value };
}

function duplicateKeys(text: string): Problem[] {
  const found: Problem[] = [];
  const open: { keys: Set<string>; path: FieldPath }[] = [];
  visit(text, {
    onObjectBegin: (...[, , , , pathSupplier]) => { open.push({ keys: new Set(), path: pathSupplier() }); },
    onObjectProperty: (key) => {
      const object = open.at(-1);
      if (object?.keys.has(key) === true) found.push(problem('duplicate_key', [...object.path, key], { key }));
      object?.keys.add(key);
    },
    onObjectEnd: () => { open.pop(); },
  });
  return found;
}

/** The deepest nesting of brackets outside strings. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isInString && character === '\\') at += 1;
    else if (character === '"') isInString = !isInString;
    else if (!isInString && (character === '[' || character === '{')) deepest = Math.max(deepest, depth += 1);
    else if (!isInString && (character === ']' || character === '}')) depth -= 1;
  }
  return deepest;
}

/** Line and column (from 1) of the first syntax error. Not every message of JSON.parse tells, so another parser is asked. */
function placeOfError(text: string): { line: number; column: number } {
  const errors: number[] = [];
  visit(text, { onError: (_error, offset) => { errors.push(offset); } }, { disallowComments: true });
  const before = text.slice(0, errors[0] ?? text.length).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
