/** What takes long, by what it is to the person. */
export const workKinds = ['save', 'import', 'attest', 'draft', 'parts'] as const;
export type WorkKind = (typeof workKinds)[number];

/** What a work came to: a place to go, which may be a file, or the status of an answer that tells what went wrong. */
export type Ending
  = | { readonly leadsTo: string; readonly isFile: boolean }
    | { readonly status: number };
