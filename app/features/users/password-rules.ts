import { commonPasswords, commonWords } from './common-passwords.ts';

export const shortestPassword = 12;
export const longestPassword = 200;

export const passwordFaults = ['missing', 'tooShort', 'tooLong', 'common', 'pattern', 'personal'] as const;
export type PasswordFault = (typeof passwordFaults)[number];

/** What a guesser would try first about a person. */
export interface PasswordOwner {
  readonly email: string;
  readonly name: string;
  readonly organisationName: string;
}

/**
 * Why a password cannot be used; undefined when it can. Length counts for more than odd signs: no rule asks for those.
 * Source: OWASP ASVS 5.0 § 6.2.
 */
export function passwordFault(password: string, owner: PasswordOwner): PasswordFault | undefined {
  const text = password.normalize('NFC').toLowerCase();
  const length = [...text].length;
  if (length === 0) return 'missing';
  if (length < shortestPassword) return 'tooShort';
  if (length > longestPassword) return 'tooLong';
  if (isPattern(text)) return 'pattern';
  if (isCommon(text)) return 'common';
  return isAbout(text, owner) ? 'personal' : undefined;
}

/** In the list, or one common word, once or twice, with figures and signs around it: `Sommer2026!!`. */
function isCommon(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '');
  const half = letters.slice(0, letters.length / 2);
  return commonPasswords.has(text.replace(/[^\p{L}\p{N}]/gu, '')) || commonWords.has(letters) || (half + half === letters && commonWords.has(half));
}

const walks = ['abcdefghijklmnopqrstuvwxyzæøå', '1234567890', '0123456789', 'qwertyuiopåasdfghjkløæzxcvbnm', 'qwertyuiopasdfghjklzxcvbnm']
  .map((walk) => walk.repeat(longestPassword / 10 + 1))
  .flatMap((walk) => [walk, [...walk].reverse().join('')]);

/** One sign or a few over and over, or walks along the alphabet or the keyboard: `abababababab`, `qwertyuiop12`. */
function isPattern(text: string): boolean {
  if (/^(.{1,4})\1{2,}.{0,3}$/su.test(text)) return true;
  return Array.from(text).some((_, index) => isWalk(text.slice(0, index)) && isWalk(text.slice(index)));
}

function isWalk(text: string): boolean {
  return walks.some((walk) => walk.includes(text));
}

/** Shorter ones are parts of ordinary words. */
const shortestName = 4;
const ofEverybody = new Set(['kommune', 'fylkeskommune', 'kommunen']);

function isAbout(text: string, { email, name, organisationName }: PasswordOwner): boolean {
  const words = [email.split('@')[0] ?? '', name, organisationName, 'ourefusjon', 'ou-refusjon']
    .flatMap((phrase) => [phrase, ...phrase.split(/[\s._+-]+/)])
    .map((word) => word.normalize('NFC').toLowerCase().trim())
    .filter((word) => [...word].length >= shortestName && !ofEverybody.has(word) && word !== 'refusjon');
  return words.some((word) => text.includes(word));
}
