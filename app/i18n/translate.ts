import type { Language } from '#app/domain/programme.ts';
import { en } from './en.ts';
import { nb } from './nb.ts';
import { nn } from './nn.ts';

/** Every sentence the product says, by its key. The compiler knows the keys and which values each sentence needs. */
export type TextKey = keyof typeof nb;

type ValueNames<Sentence extends string>
  = Sentence extends `${string}{${infer Name}}${infer Rest}` ? Name | ValueNames<Rest> : never;
type ValuesOf<Key extends TextKey> = Record<ValueNames<(typeof nb)[Key]>, string | number>;
type Arguments<Key extends TextKey> = [ValueNames<(typeof nb)[Key]>] extends [never] ? [] : [values: ValuesOf<Key>];

export type Translate = <Key extends TextKey>(key: Key, ...values: Arguments<Key>) => string;

const catalogues: Record<Language, Record<TextKey, string>> = { nb, nn, en };

/** Sentences in one language, with the values each needs. */
export function translator(language: Language): Translate {
  return (key, ...[values]) => complete(catalogues[language][key], values ?? {});
}

/** A sentence without its values, for one that completes it itself. */
export function template(language: Language, key: TextKey): string {
  return catalogues[language][key];
}

/**
 * A sentence chosen by a code at run time. Where `days` is 0 or 1 and the sentence has a form for that, it is used.
 */
export function sentence(language: Language, key: TextKey, values: Readonly<Record<string, string | number>>): string {
  const special = `${key}.${values['days'] === 0 ? 'zero' : 'one'}`;
  const isSpecial = values['days'] === 0 || values['days'] === 1;
  const chosen = isSpecial && isTextKey(special) ? special : key;
  return complete(catalogues[language][chosen], values);
}

/** The words of a code that may have none. */
export function wordsOf(key: string, language: Language): string | undefined {
  return isTextKey(key) ? sentence(language, key, {}) : undefined;
}

/** True for the key of a sentence. */
export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(nb, key);
}

function complete(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
