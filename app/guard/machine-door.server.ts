import { faultText } from '#app/features/shell/fault-text.ts';
import { scopesIn, type ApiScope } from '#app/domain/api-scopes.ts';
import { translator } from '#app/i18n/translate.ts';
import { notedLanguage } from './account-language.server.ts';
import { requireMachine, type RouteArguments } from './authorise.server.ts';
import { bodyRoom, bytesOf } from './body-rooms.server.ts';
import type { MachineDesk } from './desk.server.ts';
import { guarded, type Door } from './guarded.server.ts';
import { countOne } from './take-from-limit.server.ts';

/**
 * The door of an address for machines: only with a token that has these scopes. What goes wrong is told as `application/problem+json`,
 * so is a name in the query that is not one of these: ignored, it would be taken for a filter that filters nothing.
 */
export function machineDoor(
  scopes: readonly ApiScope[], answer: (desk: MachineDesk) => Promise<Response>, query?: readonly string[],
): Door<Response> {
  return guarded(async (args) => {
    const desk = await requireMachine(args, scopes);
    await countOne(desk, 'api', desk.machine.tokenId);
    const unknown = [...new Set(desk.url.searchParams.keys())].filter((key) => query?.includes(key) === false);
    if (unknown.length > 0) return unknownKeys(desk, unknown, query);
    return bodyRoom.pass(bytesOf(args.request), () => answer(desk));
  }, problemOf);
}

/** What keeps a request from being carried out, field by field where it is about fields. Source: RFC 9457. */
export interface Problem {
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

export function problemAnswer(problem: Problem, requestId: string, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json({ type: 'about:blank', ...problem, requestId }, {
    status: problem.status, headers: { ...headers, 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' },
  });
}

/** Enough to tell what is meant. */
const longestKey = 100;

function unknownKeys({ language, requestId }: MachineDesk, unknown: readonly string[], known: readonly string[] = []): Response {
  const t = translator(language);
  const errors = unknown.map((key) => ({ path: key.slice(0, longestKey), message: known.length === 0 ? t('api.query.none') : t('api.query.unknown', { known: known.join(', ') }) }));
  return problemAnswer({ status: 400, title: t('api.query.title'), errors }, requestId);
}

/** What a token lacks; undefined where that is not why. */
function lackingScopes({ status, headers }: Response): ApiScope[] | undefined {
  const names = status !== 403 ? undefined : /scope="([^"]+)"/.exec(headers.get('WWW-Authenticate') ?? '')?.[1];
  return names === undefined ? undefined : scopesIn(names);
}

function problemOf(bare: Response, { request, context }: RouteArguments): Response {
  const { status, headers } = bare;
  const { requestId } = context;
  const language = notedLanguage({ request, context });
  const t = translator(language);
  const lacking = lackingScopes(bare);
  const waitSeconds = Number(headers.get('Retry-After') ?? 60);
  const [title = '', detail] = lacking === undefined
    ? faultText(status, { language, requestId, waitSeconds }).split('\n')
    : [t('api.scope.title'), t('api.scope.lacking', { scopes: lacking.map((scope) => t('api.scope.named', { name: t(`api.scope.${scope}`), scope })).join(', ') })];
  const kept = ['WWW-Authenticate', 'Retry-After'].flatMap((name): [string, string][] => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return problemAnswer({ status, title, ...(detail === undefined ? {} : { detail }) }, requestId, Object.fromEntries(kept));
}
