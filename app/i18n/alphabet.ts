/** Norwegian order: æ, ø and å last. */
const collator = new Intl.Collator('nb-NO', { numeric: true });

/** For sorting texts as a reader expects to find them. */
export function inAlphabet(a: string, b: string): number {
  return collator.compare(a, b);
}
