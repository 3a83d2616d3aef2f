import { unicodeMap } from '../../unicode-map.ts';
import { isList, operationsIn, type Operand } from '../content-operations.ts';
import { Unproven } from './unproven.ts';

const maxEntries = 70_000;

/**
 * Which codes of so many bytes a ToUnicode map gives a meaning, by code. A code may stand for several letters.
 * Source: ISO 32000-1 9.10.3.
 */
export function meaningsIn(map: Buffer, bytes: 1 | 2): ReadonlyMap<number, string> {
  const meanings = new Map<number, string>();
  let said = 0;
  const put = (code: number, meaning: string) => {
    said += 1;
    if (said > maxEntries) throw new Unproven('a character map too large');
    meanings.set(code, meaning);
  };
  for (const { operator, operands } of operationsIn(map)) {
    if (operator === 'endbfchar') for (let at = 0; at + 1 < operands.length; at += 2) put(codeOf(operands[at], bytes), textOf(operands[at + 1]));
    if (operator === 'endbfrange') for (let at = 0; at + 2 < operands.length; at += 3) putRange(operands.slice(at, at + 3), bytes, put);
  }
  return meanings;
}

/** A map that says the same, but for what PDF/A forbids. */
export function writeMeanings(meanings: ReadonlyMap<number, string>, bytes: 1 | 2): Buffer {
  return Buffer.from(unicodeMap([...meanings].filter(([, meaning]) => isMeaning(meaning)), bytes), 'latin1');
}

type Put = (code: number, meaning: string) => void;

function putRange([from, to, meaning]: readonly (Operand | undefined)[], bytes: number, put: Put): void {
  const [first, last] = [codeOf(from, bytes), codeOf(to, bytes)];
  if (last - first > 0xffff) throw new Unproven('a character range too large');
  for (let code = first; code <= last; code += 1) {
    put(code, isList(meaning) ? textOf(meaning[code - first]) : shifted(textOf(meaning), code - first));
  }
}

/** The last letter counts upwards. */
function shifted(text: string, by: number): string {
  return text === '' ? '' : text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + by);
}

function codeOf(operand: Operand | undefined, bytes: number): number {
  if (!Buffer.isBuffer(operand) || operand.length !== bytes) throw new Unproven('a code that is none');
  return operand.readUIntBE(0, operand.length);
}

function textOf(operand: Operand | undefined): string {
  if (!Buffer.isBuffer(operand) || operand.length % 2 !== 0) throw new Unproven('a meaning that is none');
  return Buffer.from(operand).swap16().toString('utf16le');
}

/** True for a meaning that PDF/A allows: no zero and no byte order mark is among it. Source: ISO 19005-2 6.2.11.7.2. */
export function isMeaning(text: string): boolean {
  return text !== '' && !/[\0\ufeff\ufffe\uffff]/.test(text);
}

/** True where some of it means only what two have agreed on, or is half a letter. Source: ISO 19005-2 6.2.11.7.3. */
export function isPrivate(text: string): boolean {
  return /[\p{Co}\p{Cs}]/u.test(text);
}
