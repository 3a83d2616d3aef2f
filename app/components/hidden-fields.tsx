export type HiddenFieldsView = Readonly<Record<string, string>>;

/** What a form carries unseen: its key, the version it was made from, the language. */
export function HiddenFields({ fields = {} }: { fields?: HiddenFieldsView | undefined }) {
  return <>{Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}</>;
}
