import { faultText } from '#app/features/shell/fault-text.ts';
import type { ApiScope } from '#app/domain/api-scopes.ts';
import { chosenLanguage } from '#app/http/chosen-language.ts';
import { requireMachine, type RouteArguments } from './authorise.server.ts';
import type { MachineDesk } from './desk.server.ts';
import { guarded, type Door } from './guarded.server.ts';

/** The door of an address for machines: only with a token that has these scopes. What goes wrong is told as `application/problem+json`. */
export function machineDoor(scopes: readonly ApiScope[], answer: (desk: MachineDesk) => Promise<Response>): Door<Response> {
  return guarded(async (args) => answer(await requireMachine(args, scopes)), problemOf);
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

function problemOf(status: number, { request, context: { requestId } }: RouteArguments, bare: Response | undefined): Response {
  const [title = '', detail] = faultText(status, { language: chosenLanguage(request), requestId }).split('\n');
  const kept = ['WWW-Authenticate', 'Retry-After'].flatMap((name): [string, string][] => {
    const value = bare?.headers.get(name);
    return value === undefined || value === null ? [] : [[name, value]];
  });
  return problemAnswer({ status, title, ...(detail === undefined ? {} : { detail }) }, requestId, Object.fromEntries(kept));
}
