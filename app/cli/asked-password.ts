import type { Language } from '#app/domain/programme.ts';
import { longestPassword, passwordFault, shortestPassword, type PasswordOwner } from '#app/features/users/password-rules.ts';
import { sentence, translator } from '#app/i18n/translate.ts';
import { readPassword } from './read-password.ts';
import { UsageError } from './usage-error.ts';

/** The new password of a person, from the terminal or standard input. Throws UsageError for one that can't be used. */
export async function askedPassword(owner: PasswordOwner, language: Language): Promise<string> {
  const prompt = translator(language)('cli.user.password', { email: owner.email });
  const password = await readPassword(prompt, { input: process.stdin, output: process.stderr }) ?? '';
  const fault = passwordFault(password, owner);
  if (fault === undefined) return password;
  throw new UsageError(sentence(language, `people.password.${fault}`, { least: shortestPassword, most: longestPassword }));
}
