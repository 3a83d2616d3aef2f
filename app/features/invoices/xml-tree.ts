import { XMLParser } from 'fast-xml-parser';
import { setAside, type SetAside } from './long-base64.ts';

/** An element without its prefix; one of another vocabulary than UBL keeps it, and so is never taken for one of UBL's. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  readonly text: string;
}

export interface XmlAttribute {
  readonly name: string;
  readonly value: string;
}

export interface XmlTree {
  readonly root: XmlElement;
  /** Long base64 texts, by the sign that stands for them in the tree. */
  readonly setAside: SetAside;
}

/** Thrown for what is not well-formed; never leaves `readXml`. */
class NotWellFormed extends Error {}

/** What is left without embedded files: some thousand lines. More would take many seconds and hundreds of megabytes. */
const mostCharacters = 4_000_000;
/** Tags and attributes, which are what costs; an attribute costs as much as an element with its two tags. */
const mostMarks = 250_000;
const mostPrefixes = 100;
/** UBL invoices are at most twelve deep; signatures in extensions somewhat more. */
const deepest = 40;
const ublNamespaces = 'urn:oasis:names:specification:ubl:schema:xsd:';

const parser = new XMLParser({
  preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', parseTagValue: false, trimValues: false,
  processEntities: false, cdataPropName: '#cdata', ignoreDeclaration: true, ignorePiTags: true, maxNestedTags: deepest,
});

/** Reads XML without a document type: nothing in it is fetched, expanded or run. Never throws. */
export function readXml(text: string): XmlTree | { readonly refused: 'doctype' | 'damaged' | 'too_large' } {
  if (/<!(doctype|entity)/i.test(text)) return { refused: 'doctype' };
  const { rest, files } = setAside(text.startsWith('\ufeff') ? text.slice(1) : text);
  if (rest.length > mostCharacters || marksOf(rest) > mostMarks) return { refused: 'too_large' };
  try {
    const parsed: unknown = parser.parse(rest, true);
    const [root, ...more] = elementsOf(parsed, new Map());
    return root === undefined || more.length > 0 ? { refused: 'damaged' } : { root, setAside: files };
  } catch {
    // The parser throws plain errors for whatever is not well-formed or too deep.
    return { refused: 'damaged' };
  }
}

function marksOf(text: string): number {
  let marks = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x3c) marks += 1;
    else if (code === 0x3d) marks += 2;
  }
  return marks;
}

type Scope = ReadonlyMap<string, string>;

/** The parser gives an ordered list of `{ name: children, ':@': attributes }`, text as `{ '#text': … }`. */
function elementsOf(nodes: unknown, scope: Scope): XmlElement[] {
  return list(nodes).flatMap((node) => {
    const [entry] = Object.entries(node).filter(([key]) => key !== ':@');
    return entry === undefined || entry[0].startsWith('#') ? [] : [elementOf(entry, record(node[':@']), scope)];
  });
}

function elementOf([qualified, nodes]: [string, unknown], written: Readonly<Record<string, unknown>>, outer: Scope): XmlElement {
  const all = Object.entries(written).map(([name, value]) => ({ name, value: decoded(stringOf(value)) }));
  const declared = all.filter(({ name }) => name === 'xmlns' || name.startsWith('xmlns:')).map(({ name, value }) => [name.slice(6), value] as const);
  const scope = declared.length === 0 ? outer : new Map([...outer, ...declared]);
  if (scope.size > mostPrefixes) throw new NotWellFormed('No one writes so many prefixes');
  const [prefix, local] = qualified.includes(':') ? qualified.split(':', 2) : ['', qualified];
  const namespace = scope.get(prefix ?? '');
  if (namespace === undefined && prefix !== '') throw new NotWellFormed(`The prefix of ${qualified} is not declared`);
  return {
    name: namespace?.startsWith(ublNamespaces) === true ? local ?? '' : qualified,
    namespace,
    attributes: all.filter(({ name }) => !/^xmlns(:|$)|:schemaLocation$/.test(name)),
    children: elementsOf(nodes, scope),
    text: list(nodes).map(textOf).join(''),
  };
}

function textOf(node: Readonly<Record<string, unknown>>): string {
  if ('#cdata' in node) return list(node['#cdata']).map((part) => stringOf(part['#text'])).join('');
  return decoded(stringOf(node['#text']));
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

const named: ReadonlyMap<string, string> = new Map([['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"'], ['apos', '\'']]);

/** Without a document type XML knows five names, and characters by number. */
function decoded(text: string): string {
  return text.replace(/&([^;&\s]{0,12});?/g, (whole, name: string) => {
    const character = named.get(name) ?? byNumber(name);
    if (character === undefined || !whole.endsWith(';')) throw new NotWellFormed(`${whole} stands for nothing`);
    return character;
  });
}

function byNumber(name: string): string | undefined {
  const [, hex, decimal] = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name) ?? [];
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  const isCharacter = code >= 0x20 ? code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) : [9, 10, 13].includes(code);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}

function list(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map(record) : [];
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
