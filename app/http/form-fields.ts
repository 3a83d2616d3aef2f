/** Far more fields than any form has; a list of lines to choose is the longest. */
const mostFields = 5_000;
/** Longer than any text a field takes. */
const longestText = 20_000;

/** Holds a password: never kept in a page, and in no hash that is stored. */
export const secretField = 'password';
const secretFields: ReadonlySet<string> = new Set([secretField, 'passwordAgain', 'newPassword', 'newPasswordAgain', 'code']);

/** What a form sent, as text and files. */
export class FormFields {
  readonly #texts: ReadonlyMap<string, readonly string[]>;
  readonly #files: ReadonlyMap<string, readonly File[]>;

  constructor(data: Iterable<readonly [string, FormDataEntryValue]>) {
    const texts = new Map<string, string[]>();
    const files = new Map<string, File[]>();
    for (const [name, value] of data) {
      if (typeof value === 'string') texts.set(name, [...texts.get(name) ?? [], keptText(value)]);
      // A file field left empty comes as a file without name and content.
      else if (value.size > 0 || value.name !== '') files.set(name, [...files.get(name) ?? [], value]);
    }
    this.#texts = texts;
    this.#files = files;
  }

  /** The field's text; empty when it was not sent. */
  text(name: string): string {
    return this.#texts.get(name)?.[0] ?? '';
  }

  /** All values of a field sent several times, such as ticked boxes. */
  all(name: string): readonly string[] {
    return this.#texts.get(name) ?? [];
  }

  has(name: string): boolean {
    return this.#texts.has(name);
  }

  /** The version the form was made from; 0, which nothing has, for what is none. */
  version(): number {
    const text = this.text('version');
    return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0;
  }

  files(name: string): readonly File[] {
    return this.#files.get(name) ?? [];
  }

  /** Several fields as they were typed. */
  typed<Name extends string>(names: readonly Name[]): Record<Name, string> {
    const entries = names.map((name): [Name, string] => [name, this.text(name)]);
    return fromEntries(entries);
  }

  /** Every text field but the secret ones, to be kept when the form can't be carried out now. */
  everyText(): [name: string, value: string][] {
    const kept = [...this.#texts].filter(([name]) => !secretFields.has(name));
    return kept.flatMap(([name, values]) => values.map((value): [string, string] => [name, value]));
  }

  /** Every file with its field. */
  everyFile(): [name: string, file: File][] {
    return [...this.#files].flatMap(([name, files]) => files.map((file): [string, File] => [name, file]));
  }

  /** The names of the files sent with it. */
  fileNames(): string[] {
    return this.everyFile().map(([, { name }]) => name);
  }
}

/** Line ends as one sign; without NUL, which nobody types and PostgreSQL keeps in no text. */
function keptText(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\0', '');
}

function fromEntries<Name extends string>(entries: readonly (readonly [Name, string])[]): Record<Name, string> {
  const record: Partial<Record<Name, string>> = {};
  for (const [name, value] of entries) record[name] = value;
  if (!isWhole(record, entries)) throw new Error('A field is missing');
  return record;
}

function isWhole<Name extends string>(
  record: Partial<Record<Name, string>>, entries: readonly (readonly [Name, string])[],
): record is Record<Name, string> {
  return entries.every(([name]) => record[name] !== undefined);
}

/** Reads a form's body. Throws a 400 answer for what is no form, and for absurd ones; the size was limited before. */
export async function readFormFields(request: Request): Promise<FormFields> {
  const data = await request.formData().catch(() => undefined);
  const entries = data === undefined ? undefined : [...data.entries()];
  if (entries === undefined || entries.length > mostFields || entries.some(([name, value]) => name.length > 200 || isTooLong(value))) {
    throw new Response(null, { status: 400 });
  }
  return new FormFields(entries);
}

function isTooLong(value: FormDataEntryValue): boolean {
  return typeof value === 'string' && value.length > longestText;
}
