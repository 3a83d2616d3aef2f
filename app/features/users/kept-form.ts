/** A form that could not be carried out since nobody was signed in: kept in the page until somebody is. */
export interface KeptForm {
  /** The path it was sent to. */
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Files don't travel along; they have to be chosen again. */
  readonly fileNames: readonly string[];
}

const actionField = 'kept-action';
const filePrefix = 'kept-file-';
/** The number keeps fields apart that were sent several times under one name. */
const fieldPattern = /^kept-(\d+)-(.*)$/s;

/** The kept form as hidden fields of another. */
export function keptFields({ action, fields, fileNames }: KeptForm): Record<string, string> {
  const named = fields.map(([name, value], index): [string, string] => [`kept-${index}-${name}`, value]);
  const files = fileNames.map((name, index): [string, string] => [`${filePrefix}${index}`, name]);
  return Object.fromEntries([[actionField, action], ...named, ...files]);
}

/**
 * The kept form that came back. `ownPath` says which addresses are ours: to no other is anything ever sent, and a form
 * for another is as none.
 */
export function readKeptForm(
  sent: readonly (readonly [string, string])[], ownPath: (path: string) => string | undefined,
): KeptForm | undefined {
  const action = ownPath(sent.find(([name]) => name === actionField)?.[1] ?? '');
  if (action === undefined) return undefined;
  const fields = sent.flatMap(([name, value]): [string, string][] => {
    const original = fieldPattern.exec(name)?.[2];
    return original === undefined ? [] : [[original, value]];
  });
  return { action, fields, fileNames: sent.filter(([name]) => name.startsWith(filePrefix)).map(([, value]) => value) };
}
