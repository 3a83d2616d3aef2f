const longestText = 40;
const spaces = /\s+/g;
const currency = /^(?:kr\.?|nok)|(?:kroner|kr\.?|nok)$/gi;
/** Whole kroner as people write them: `18000,-`, `18000:-`, `18000,–`. */
const noOre = /[,.:][-–—]$/;

/** Kroner grouped in one way or not at all, and at most two decimals after another sign. */
const spellings = [
  { pattern: /^(?<kroner>\d+)(?:[,.](?<ore>\d{1,2}))?$/, separator: ' ' },
  { pattern: /^(?<kroner>\d{1,3}(?: \d{3})+)(?:[,.](?<ore>\d{1,2}))?$/, separator: ' ' },
  { pattern: /^(?<kroner>\d{1,3}(?:\.\d{3})+)(?:,(?<ore>\d{1,2}))?$/, separator: '.' },
  { pattern: /^(?<kroner>\d{1,3}(?:'\d{3})+)(?:[,.](?<ore>\d{1,2}))?$/, separator: "'" },
  { pattern: /^(?<kroner>\d{1,3}(?:,\d{3})+)\.(?<ore>\d{1,2})$/, separator: ',' },
  { pattern: /^(?<kroner>\d{1,3}(?:,\d{3}){2,})$/, separator: ',' },
];

/**
 * Reads an amount the way Norwegians write it and gives it as a decimal string: `18 000,00`, `18.000,-`, `kr 18000` → `18000.00`,
 * `18000`, `18000`. A point with three digits after it groups thousands. Gives undefined for what is not an amount or may
 * mean two things: `18,000` is eighteen thousand in English and eighteen in Norwegian.
 */
export function parseAmount(text: string): string | undefined {
  if (text.length > longestText) return undefined;
  const bare = text.replace(spaces, ' ').trim().replace(currency, '').trim().replace(noOre, '');
  const digits = bare.replace(/^[-−] ?/, '');
  const sign = digits === bare ? '' : '-';
  for (const { pattern, separator } of spellings) {
    const parts = pattern.exec(digits)?.groups;
    const kroner = parts?.['kroner']?.replaceAll(separator, '').replace(/^0+(?=\d)/, '');
    if (kroner === undefined) continue;
    const ore = parts?.['ore'];
    return sign + (ore === undefined ? kroner : `${kroner}.${ore}`);
  }
  return undefined;
}
