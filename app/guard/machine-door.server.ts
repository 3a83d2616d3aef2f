import { faultText } from '#app/features/shell/fault-text.ts';
import type { ApiScope } from '#app/domain/api-scopes.ts';
import { chosenLanguage } from '#app/http/chosen-language.ts';
import { requireMachine, type RouteArguments } from './authorise.server.ts';
import type { MachineDesk } from './desk.server.ts';
import { bodyRoom, guarded, type Door } from './guarded.server.ts';
import { countOne } from './take-from-limit.server.ts';

/** The door of an address for machines: only with a token that has these scopes. What goes wrong is told as `application/problem+json`. */
export function machineDoor(scopes: readonly ApiScope[], answer: (desk: MachineDesk) => Promise<Response>): Door<Response> {
  return guarded(async (args) => {
    const desk = await requireMachine(args, scopes);
    await countOne(desk, 'api', desk.machine.tokenId);
    return bodyRoom.pass(Number(args.request.headers.get('Content-Length')), () => answer(desk));
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

function problemOf({ status, headers }: Response, { request, context: { requestId } }: RouteArguments): Response {
  const waitSeconds = Number(headers.get('Retry-After') ?? 60);
  const [title = '', detail] = faultText(status, { language: chosenLanguage(request), requestId, waitSeconds }).split('\n');
  const kept = ['WWW-Authenticate', 'Retry-After'].flatMap((name): [string, string][] => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return problemAnswer({ status, title, ...(detail === undefined ? {} : { detail }) }, requestId, Object.fromEntries(kept));
}
