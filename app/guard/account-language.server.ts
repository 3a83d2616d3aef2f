import type { AppLoadContext } from '@remix-run/node';
import type { Language } from '#app/domain/programme.ts';
import { listWorkplaces } from '#app/features/users/memberships.repository.server.ts';
import type { SignedIn } from '#app/features/users/sessions.repository.server.ts';
import { askedLanguage, chosenLanguage } from '#app/http/chosen-language.ts';

interface Asked {
  readonly request: Request;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly context: AppLoadContext;
}

/** By request: what is said of a fault is said after the desk is gone. */
const languages = new WeakMap<AppLoadContext, Language>();

/** The language of one who is signed in, noted for what else is said to this request. Their organisation is asked only where it tells. */
export async function languageOf(
  { request, params, context }: Asked, { userId, language: ofAccount }: Pick<SignedIn, 'userId' | 'language'>,
): Promise<Language> {
  const isSaid = ofAccount !== undefined || askedLanguage(request) !== undefined;
  const ofWorkplace = isSaid ? undefined : await onceARequest(context, () => workplaceLanguage(context, userId, params['organisation']));
  const language = chosenLanguage(request, { ofAccount, ofWorkplace });
  languages.set(context, language);
  return language;
}

/** The language of a machine's answers, noted in the same way. */
export function languageOfMachine({ request, context }: Pick<Asked, 'request' | 'context'>, ofKey: Language): Language {
  const language = chosenLanguage(request, { ofKey });
  languages.set(context, language);
  return language;
}

/** By request: a page's root and its route each come to a desk of their own, and ask the same. */
const ofWorkplaces = new WeakMap<AppLoadContext, Promise<Language | undefined>>();

function onceARequest(context: AppLoadContext, find: () => Promise<Language | undefined>): Promise<Language | undefined> {
  const found = ofWorkplaces.get(context) ?? find();
  ofWorkplaces.set(context, found);
  return found;
}

/** Of the organisation in the address where it is theirs, else the one that all of theirs write; undefined for some of each. */
async function workplaceLanguage(
  { services }: AppLoadContext, userId: string, organisationId: string | undefined,
): Promise<Language | undefined> {
  const workplaces = await listWorkplaces(services.database, userId);
  const here = workplaces.find((each) => each.organisationId === organisationId);
  const [first, ...others] = new Set((here === undefined ? workplaces : [here]).map(({ language }) => language));
  return others.length > 0 ? undefined : first;
}

/** The language of an answer that no desk gives: the person's or the machine's, where one was found to be let in. */
export function notedLanguage({ request, context }: Pick<Asked, 'request' | 'context'>): Language {
  return languages.get(context) ?? chosenLanguage(request);
}
