import { PDFName, PDFStream, type PDFDict, type PDFObject } from 'pdf-lib';
import type { Operation } from '../content-operations.ts';
import type { Unpack } from '../safety/colour.ts';
import type { ObjectReader } from '../safety/object-reader.ts';
import { operatorsIn, type Operators } from './operators.ts';
import { hasStandIns, isDrawnTheSame, isPlainState, nestingOf, openingOf } from './unfoldable.ts';
import { UnfoldedNames } from './unfolded-names.ts';

/** What is drawn, with the resources it names. */
export interface Drawing {
  readonly contents: Buffer;
  readonly resources: PDFDict;
}

/** A form that draws the same where its operators stand themselves. */
interface Form extends Operators {
  readonly resources: PDFDict | undefined;
  /** What comes before its operators. */
  readonly opening: string;
  /** How many states it has within each other, at most, and how many of them it leaves open. */
  readonly deepest: number;
  readonly leftOpen: number;
}

/** Of operators that are put in the place of forms: what is drawn on many pages is then written with each. */
const mostBytes = 4 * 1024 * 1024;
/** As many states within each other as a page has that is proven. */
const mostNesting = 20;
const shows = new Set(['Tj', 'TJ', '\'', '"']);
/** By their operators, the categories of what a name stands for. */
const categories: Readonly<Record<string, string>> = {
  Tf: 'Font', Do: 'XObject', gs: 'ExtGState', cs: 'ColorSpace', CS: 'ColorSpace', sh: 'Shading',
};

/**
 * Puts the operators of forms that say something in the place where the forms are drawn, so that each of their lines can have a mark of
 * its own. Forms stay that would be drawn otherwise so: those blended as one, and those with patterns, which are laid out from a form's
 * corner. One budget for all of a file.
 */
export class FormUnfolding {
  private readonly reader: ObjectReader;
  private readonly unpack: Unpack;
  private readonly forms = new Map<PDFStream, Form | undefined>();
  private left = mostBytes;

  constructor(reader: ObjectReader, unpack: Unpack) {
    this.reader = reader;
    this.unpack = unpack;
  }

  /** Undefined where there is nothing to unfold. */
  unfold({ contents, resources }: Drawing): Drawing | undefined {
    if (hasStandIns(this.reader, resources)) return undefined;
    const names = new UnfoldedNames(resources);
    const parts = this.drawn(operatorsIn(contents), { resources, names, isPage: true, nesting: 0 });
    return names.areThere ? { contents: Buffer.concat(parts), resources: names.resources } : undefined;
  }

  private drawn({ content, operations }: Operators, run: Run): Buffer[] {
    const parts: Buffer[] = [];
    const saved: boolean[] = [];
    let [from, isPlain] = [0, true];
    for (const operation of operations) {
      const { operator, start, end } = operation;
      if (operator === 'q') saved.push(isPlain);
      if (operator === 'Q') isPlain = saved.pop() ?? isPlain;
      const named = categories[operator] === undefined ? undefined : this.namedBy(operation, run.resources);
      if (named === undefined) continue;
      if (operator === 'gs') isPlain &&= isPlainState(this.reader, this.reader.context.lookup(named));
      const nesting = run.nesting + saved.length;
      const form = operator === 'Do' && isPlain ? this.formOf(this.reader.context.lookup(named), nesting) : undefined;
      parts.push(content.subarray(from, start));
      if (form === undefined) parts.push(renamed(content, operation, { named, run }));
      else parts.push(...this.unfolded(form, { ...run, nesting: nesting + 1 }));
      from = end;
    }
    return [...parts, content.subarray(from)];
  }

  private unfolded(form: Form, { names, nesting }: Run): Buffer[] {
    this.left -= form.content.length + form.opening.length;
    names.areThere = true;
    const inside = this.drawn(form, { resources: form.resources, names, isPage: false, nesting });
    return [Buffer.from(form.opening), ...inside, Buffer.from('\nQ'.repeat(form.leftOpen + 1))];
  }

  /** As it stands there: a reference, perhaps. */
  private namedBy({ operator, operands: [name] }: Operation, resources: PDFDict | undefined): PDFObject | undefined {
    const named = resources === undefined ? undefined : this.reader.dictionaryIn(resources, categories[operator] ?? '');
    return typeof name === 'string' ? named?.get(PDFName.of(name.slice(1))) : undefined;
  }

  private formOf(drawn: PDFObject | undefined, nesting: number): Form | undefined {
    if (!(drawn instanceof PDFStream)) return undefined;
    if (!this.forms.has(drawn)) this.forms.set(drawn, this.read(drawn));
    const form = this.forms.get(drawn);
    return form === undefined || form.content.length > this.left || nesting + 1 + form.deepest > mostNesting ? undefined : form;
  }

  /** Undefined for a picture, for a form that would be drawn otherwise, and for one that says nothing. */
  private read(stream: PDFStream): Form | undefined {
    const { reader } = this;
    const { dict } = stream;
    if (reader.nameIn(dict, 'Subtype') !== '/Form' || reader.in(dict, 'Group') !== undefined) return undefined;
    const resources = reader.dictionaryIn(dict, 'Resources');
    const opening = openingOf(reader, dict);
    if (opening === undefined || hasStandIns(reader, resources)) return undefined;
    const operators = operatorsIn(this.unpack(stream));
    const lookup = (operation: Operation) => reader.context.lookup(this.namedBy(operation, resources));
    if (!operators.operations.every((operation) => isDrawnTheSame(reader, operation, lookup(operation)))) return undefined;
    const saysSomething = operators.operations.some((operation) => (
      shows.has(operation.operator) || (operation.operator === 'Do' && this.formOf(lookup(operation), 0) !== undefined)
    ));
    return saysSomething ? { ...operators, resources, opening, ...nestingOf(operators) } : undefined;
  }
}

interface Run {
  readonly resources: PDFDict | undefined;
  readonly names: UnfoldedNames;
  /** Whether it is the page itself, whose names stay. */
  readonly isPage: boolean;
  /** How many states are saved above it. */
  readonly nesting: number;
}

interface Renaming {
  readonly named: PDFObject;
  readonly run: Run;
}

/** An operator with the name that its thing now has. */
function renamed(content: Buffer, operation: Operation, { named, run: { names, isPage } }: Renaming): Buffer {
  const { operator, operands: [name], start, end } = operation;
  const category = categories[operator] ?? '';
  if (isPage && typeof name === 'string') names.keep(category, name.slice(1), named);
  if (isPage) return content.subarray(start, end);
  const rest = content.toString('latin1', start, end).replace(/^\/[^\0\t\n\f\r ()<>[\]{}/%]*/, '');
  return Buffer.from(`/${names.nameOf(category, named)}${rest}`, 'latin1');
}
