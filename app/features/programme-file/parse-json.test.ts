import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pathToText } from '#app/domain/finding.ts';
import { parseJson } from './parse-json.ts';

function problemsOf(text: string): string[] {
  const result = parseJson(text);
  if (!('problems' in result)) return [];
  return result.problems.map(({ code, path, facts }) => `${code} @ ${pathToText(path)} ${JSON.stringify(facts)}`);
}

test('any JSON is read as JSON.parse reads it', () => {
  fc.assert(fc.property(fc.json({ maxDepth: 6 }), (text) => {
    const value: unknown = JSON.parse(text);
    expect(parseJson(text)).toEqual({ value });
  }));
});

describe('a fault in the text is told with its line and column', () => {
  test.each([
    ['a word cut short, with lines after it', '{\n  "a": tru\n}\n\n\n', 2, 8],
    ['a comma too many', '{\n  "a": 1,\n}', 3, 1],
    ['a comma too few', '{"a": 1 "b": 2}', 1, 9],
    ['single quotes', '{\'a\': 1}', 1, 2],
    ['a bare word', '{\n"a": ja}', 2, 6],
    ['a number that starts with 0', '{"a": 01}', 1, 8],
    ['a comment', '{\n// hei\n"a": 1}', 2, 1],
    ['a second document', '{}\n{}', 2, 1],
    ['an end that is missing', '{\n"a": ', 2, 6],
    ['nothing at all', '', 1, 1],
    ['not a number', 'NaN', 1, 1],
  ])('%s', (_what, text, line, column) => {
    expect(problemsOf(text)).toEqual([`not_json @  {"line":${line},"column":${column}}`]);
  });

  test('whatever the text, it throws nothing, and the place is within it', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\ \n01a/*') }), (text) => {
      const result = parseJson(text);
      if ('value' in result) return;
      for (const { facts: { line, column }, code } of result.problems) {
        if (code !== 'not_json') continue;
        const [lines, last] = [text.split('\n'), Number(line)];
        expect(last >= 1 && last <= lines.length).toBe(true);
        expect(Number(column) >= 1 && Number(column) <= (lines[last - 1] ?? '').length + 1).toBe(true);
      }
    }), { numRuns: 2_000 });
  });
});

describe('a key written twice', () => {
  test.each([
    ['at the top', '{"a": 1, "a": 2}', 'a'],
    ['deep in a list', '{"expenses": [{}, {"amount": "1", "x": [], "amount": "2"}]}', 'expenses[1].amount'],
    ['in another spelling', '{"amount": 1, "\\u0061mount": 2}', 'amount'],
    ['as the name of a built-in', '{"__proto__": 1, "__proto__": 2}', '__proto__'],
  ])('%s is a problem', (_where, text, path) => {
    expect(problemsOf(text)).toEqual([`duplicate_key @ ${path} {"key":"${path.split('.').at(-1)}"}`]);
  });

  test('in two objects is none', () => {
    expect(problemsOf('{"a": {"b": 1}, "b": [{"b": 1}, {"b": 2}]}')).toEqual([]);
  });
});

describe('too deep', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

  test('is deeper than twenty brackets, whatever they are', () => {
    expect(problemsOf(nested(20))).toEqual([]);
    expect(problemsOf(nested(21))).toEqual(['too_deep @  {}']);
    expect(problemsOf('{"a":'.repeat(21))).toEqual(['too_deep @  {}']);
    expect(problemsOf('['.repeat(1_000_000))).toEqual(['too_deep @  {}']);
  });

  test('is not many brackets beside each other, or within a text', () => {
    expect(problemsOf(`[${Array(50).fill('[]').join(',')}]`)).toEqual([]);
    expect(problemsOf(JSON.stringify({ a: `\\"${'['.repeat(50)}"` }))).toEqual([]);
  });
});
