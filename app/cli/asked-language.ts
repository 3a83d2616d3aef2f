import { languages, type Language } from '#app/domain/programme.ts';

/** The language asked for on the command line; bokmål unless said. Needed before the arguments are understood. */
export function languageOf(argv: readonly string[]): Language {
  const joined = argv.find((argument) => argument.startsWith('--language='))?.slice('--language='.length);
  const following = argv[argv.indexOf('--language') + 1];
  const asked = joined ?? (argv.includes('--language') ? following : undefined);
  return languages.find((language) => language === asked) ?? 'nb';
}
