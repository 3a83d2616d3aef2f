import type { MachineDesk } from '#app/guard/desk.server.ts';
import { problemAnswer } from '#app/guard/machine-door.server.ts';
import { translator } from '#app/i18n/translate.ts';
import { pageLimits, type Page } from './page-place.ts';

interface AnswerParts {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A resource as JSON, which nobody on the way keeps. */
export function resourceAnswer(resource: object, { status = 200, headers = {} }: AnswerParts = {}): Response {
  return Response.json(resource, { status, headers: { 'Cache-Control': 'private, no-store', ...headers } });
}

export function pagedAnswer<Item>(page: Page<Item>): Response {
  return resourceAnswer(page, page.next === null ? {} : { headers: { Link: `<${page.next}>; rel="next"` } });
}

/** The address asks for what there is not: which part of it, and what would do. */
export function wrongFields({ language, requestId }: Pick<MachineDesk, 'language' | 'requestId'>, fields: readonly WrongField[]): Response {
  const t = translator(language);
  const errors = fields.map((path) => ({ path, message: t(`api.wrong.${path}`, { most: pageLimits.most }) }));
  return problemAnswer({ status: 422, title: t('api.wrong.title'), errors }, requestId);
}

export type WrongField = 'limit' | 'after' | 'status' | 'idempotencyKey';

export function noSuchAddress(): Promise<Response> {
  throw new Response(null, { status: 404 });
}
