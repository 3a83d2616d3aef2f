import { PDFDict, PDFName, type PDFObject } from 'pdf-lib';
import { Unproven } from '../safety/unproven.ts';

/** The names that the resources of forms get beside the page's. */
const namePrefix = 'OwnIn';

/** The resources of a page with those of its forms beside them, and no form that is not drawn as one. */
export class UnfoldedNames {
  readonly resources: PDFDict;
  /** Whether anything was unfolded. */
  areThere = false;
  private readonly known = new Map<string, Map<PDFObject, string>>();
  private count = 0;

  constructor(page: PDFDict) {
    this.resources = PDFDict.withContext(page.context);
    for (const [category, named] of page.entries()) if (category !== PDFName.of('XObject')) this.resources.set(category, copyOf(page.context.lookup(named)));
  }

  /** Has a thing of the page under its own name. */
  keep(category: string, name: string, value: PDFObject): void {
    const named = this.resources.lookup(PDFName.of(category)) ?? PDFDict.withContext(this.resources.context);
    if (named instanceof PDFDict) named.set(PDFName.of(name), value);
    this.resources.set(PDFName.of(category), named);
  }

  /** The name that a thing of a form has beside those of the page; one for each thing. */
  nameOf(category: string, value: PDFObject): string {
    const names = this.known.get(category) ?? new Map<PDFObject, string>();
    const name = names.get(value) ?? `${namePrefix}${this.count += 1}`;
    this.known.set(category, names.set(value, name));
    this.keep(category, name, value);
    return name;
  }
}

function copyOf(named: PDFObject | undefined): PDFDict {
  if (!(named instanceof PDFDict)) throw new Unproven('resources that are none');
  const copy = PDFDict.withContext(named.context);
  for (const [name, value] of named.entries()) copy.set(name, value);
  return copy;
}
