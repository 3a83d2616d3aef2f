import type { AppLoadContext } from '@remix-run/node';
import type { Permission } from '#app/domain/permissions.ts';
import { findMembership } from '#app/features/users/memberships.repository.server.ts';
import type { SignInAnswer } from '#app/features/users/read-sign-in-answer.ts';
import { signInView } from '#app/features/users/sign-in-view.ts';
import { findSession } from '#app/features/users/sessions.repository.server.ts';
import { hasProgramme } from '#app/features/programmes/programmes.repository.server.ts';
import { chosenLanguage } from '#app/http/chosen-language.ts';
import { readFormFields } from '#app/http/form-fields.ts';
import { sessionSecretOf } from '#app/http/session-cookie.ts';
import { dayInNorway } from '#app/i18n/format.ts';
import type { OpenDesk, OrganisationDesk, PersonDesk, ProgrammeDesk } from './desk.server.ts';

/** What Remix gives a loader or action. */
export interface RouteArguments {
  readonly request: Request;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly context: AppLoadContext;
}

/** A visitor's desk; knows the person when one has signed in. */
export async function openDesk({ request, params, context }: RouteArguments): Promise<OpenDesk> {
  const { services, requestId } = context;
  const url = new URL(request.url);
  if (!isAddress(url, params)) throw answer(404);
  const now = services.clock();
  const secret = sessionSecretOf(request);
  const user = secret === undefined || secret === '' ? undefined : await findSession(services.database, secret, now);
  return {
    services, database: services.database, request, url, params, language: chosenLanguage(request),
    showAs: (status) => { context.shownStatus = status; },
    now, today: dayInNorway(now), requestId, clientAddress: context.clientAddress ?? '', user,
  };
}

/** Nothing is found by a text with a NUL in it, and PostgreSQL breaks off at one. */
function isAddress({ searchParams }: URL, params: RouteArguments['params']): boolean {
  return [...Object.values(params), ...searchParams.values()].every((text) => text?.includes('\0') !== true);
}

/** Only for those who have signed in. Others are shown the way in; a form they sent is kept and offered again afterwards. */
export async function requireUser(args: RouteArguments): Promise<PersonDesk> {
  const desk = await openDesk(args);
  const { user } = desk;
  if (user === undefined) throw await signInFirst(desk);
  return { ...desk, user };
}

/** Only for members whose role allows it. What is not theirs does not exist (404); what their role may not is said (403). */
export async function requireMember(args: RouteArguments, permission: Permission): Promise<OrganisationDesk> {
  const desk = await memberDesk(args);
  if (!desk.membership.may(permission)) throw answer(403);
  return desk;
}

/** The same within one programme, which must be the organisation's and, of a consultant, one they were invited to. */
export async function requireProgramme(args: RouteArguments, permission: Permission): Promise<ProgrammeDesk> {
  const desk = await memberDesk(args);
  const programmeId = args.params['programme'] ?? '';
  const isTheirs = desk.membership.reaches(programmeId) && await hasProgramme(desk.database, desk.membership, programmeId);
  if (!isTheirs) throw answer(404);
  if (!desk.membership.may(permission, programmeId)) throw answer(403);
  return { ...desk, programmeId };
}

async function memberDesk(args: RouteArguments): Promise<OrganisationDesk> {
  const desk = await requireUser(args);
  const membership = await findMembership(desk.database, desk.user.userId, args.params['organisation'] ?? '');
  if (membership === undefined) throw answer(404);
  return { ...desk, membership };
}

function answer(status: number): Response {
  return new Response(null, { status });
}

/** To the sign-in page; or, when a form was sent, a page that keeps what was typed until the person has signed in again. */
async function signInFirst({ request, url, language }: OpenDesk): Promise<Response> {
  const place = `${url.pathname}${url.search}`;
  // Only who had a session can have typed something worth keeping: a stranger's body is not read.
  if (request.method !== 'POST' || sessionSecretOf(request) === undefined) {
    return new Response(null, { status: 302, headers: { Location: `/sign-in?to=${encodeURIComponent(place)}` } });
  }
  const form = await readFormFields(request);
  const kept = { action: place, fields: form.everyText(), fileNames: form.fileNames() };
  const body: SignInAnswer = { signIn: signInView({ language, to: '/', kept }) };
  return Response.json(body, { status: 401 });
}
