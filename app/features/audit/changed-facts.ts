/** A thing as texts, in the form of files: field → text, null for what is not filled in. */
export type TextFacts = Readonly<Record<string, string | null>>;
export type ChangedFacts = Readonly<Record<string, { readonly from: string | null; readonly to: string | null }>>;

/** The fields that hold something. */
export function filledFacts(facts: TextFacts): TextFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, text]) => text !== null));
}

/** The fields that differ, with what each was and became. */
export function changedFacts(before: TextFacts, after: TextFacts): ChangedFacts {
  return Object.fromEntries(Object.entries(after).flatMap(([field, to]) => {
    const from = before[field] ?? null;
    return from === to ? [] : [[field, { from, to }]];
  }));
}
