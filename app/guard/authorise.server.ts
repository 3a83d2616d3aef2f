import type { AppLoadContext } from '@remix-run/node';
import { inOrganisation } from '#db/in-organisation.ts';
import type { ApiScope } from '#app/domain/api-scopes.ts';
import type { Permission } from '#app/domain/permissions.ts';
import { tokenPattern } from '#app/features/api-tokens/api-tokens.repository.server.ts';
import { secretHash } from '#app/features/secrets/secret.server.ts';
import { findMachine, findUsedMembership, type FoundMembership } from '#app/features/users/memberships.repository.server.ts';
import { secondFactorAddress } from '#app/features/shell/addresses.ts';
import type { KeptForm } from '#app/features/users/kept-form.ts';
import type { ResumeAnswer, SignInAnswer } from '#app/features/users/read-sign-in-answer.ts';
import { secondFactorFirstView } from '#app/features/users/resume-view.ts';
import { signInView } from '#app/features/users/sign-in-view.ts';
import type { SessionStanding } from '#app/features/session/session-standing.ts';
import { findSession, findStanding } from '#app/features/users/sessions.repository.server.ts';
import { hasProgramme } from '#app/features/programmes/programmes.repository.server.ts';
import { chosenLanguage } from '#app/http/chosen-language.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { sessionSecretOf } from '#app/http/session-cookie.ts';
import { dayInNorway } from '#app/i18n/format.ts';
import { languageOf, languageOfMachine } from './account-language.server.ts';
import { bodyRoom, readInRoom, strangerRoom } from './body-rooms.server.ts';
import { noteUse } from './note-use.server.ts';
import { countOne } from './take-from-limit.server.ts';
import type { MachineDesk, OpenDesk, OrganisationDesk, PersonDesk, ProgrammeDesk } from './desk.server.ts';

/** What Remix gives a loader or action. */
export interface RouteArguments {
  readonly request: Request;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly context: AppLoadContext;
}

/** A visitor's desk; knows the person when one has signed in. */
export async function openDesk(args: RouteArguments): Promise<OpenDesk> {
  const desk = strangersDesk(args);
  const secret = sessionSecretOf(args.request);
  const user = secret === undefined || secret === '' ? undefined : await findSession(desk.database, secret, desk.now);
  if (user === undefined) return desk;
  args.context.noteUser?.(user);
  return { ...desk, user, language: await languageOf(args, user) };
}

/** The desk of one nobody has looked at yet. */
function strangersDesk({ request, params, context }: RouteArguments): OpenDesk {
  const { services, requestId } = context;
  const url = new URL(request.url);
  if (!isAddress(url, params)) throw answer(404);
  const now = services.clock();
  return {
    services, database: services.database, request, url, params, language: chosenLanguage(request),
    showAs: (status) => { context.shownStatus = status; },
    now, today: dayInNorway(now), requestId, clientAddress: context.clientAddress ?? '', user: undefined,
    reportFault: context.reportFault,
  };
}

/** What a page asks about the session itself. */
export interface SessionDesk {
  readonly standing: SessionStanding | undefined;
  readonly now: Date;
}

/** How it stands with the session, which is not used by asking. */
export async function sessionDesk({ request, context: { services } }: RouteArguments): Promise<SessionDesk> {
  const now = services.clock();
  const secret = sessionSecretOf(request);
  return { standing: secret === undefined || secret === '' ? undefined : await findStanding(services.database, secret, now), now };
}

/** Only for machines whose token is good and has these scopes. A cookie is not looked at. */
export async function requireMachine(args: RouteArguments, scopes: readonly ApiScope[]): Promise<MachineDesk> {
  const desk = strangersDesk(args);
  const token = /^Bearer (\S+)$/.exec(args.request.headers.get('Authorization') ?? '')?.[1] ?? '';
  const { database, now, today } = desk;
  const machine = tokenPattern.test(token) ? await findMachine(database, { tokenHash: secretHash(token), now, today }) : undefined;
  if (machine === undefined) {
    await countOne(desk, 'secretGuess');
    throw new Response(null, { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } });
  }
  const language = languageOfMachine(args, machine.language);
  const lacking = scopes.filter((scope) => !machine.scopes.includes(scope));
  if (lacking.length > 0) throw lacksScope(lacking);
  const { membership } = machine;
  return { ...desk, language, machine, membership, database: inOrganisation(desk.database, membership.organisationId) };
}

/** Source: RFC 6750 § 3.1. */
function lacksScope(scopes: readonly ApiScope[]): Response {
  return new Response(null, { status: 403, headers: { 'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${scopes.join(' ')}"` } });
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
  const { desk, found } = await memberDesk(args);
  if (!desk.membership.may(permission)) throw answer(403);
  noteUse(desk, found);
  return desk;
}

/** The same within one programme, which must be the organisation's and, of a consultant, one they were invited to. */
export async function requireProgramme(args: RouteArguments, permission: Permission): Promise<ProgrammeDesk> {
  const { desk, found } = await memberDesk(args);
  const programmeId = args.params['programme'] ?? '';
  const isTheirs = desk.membership.reaches(programmeId) && await hasProgramme(desk.database, desk.membership, programmeId);
  if (!isTheirs) throw answer(404);
  if (!desk.membership.may(permission, programmeId)) throw answer(403);
  noteUse(desk, found, [programmeId]);
  return { ...desk, programmeId };
}

/** From here on the database shows nothing but the organisation's. */
async function memberDesk(args: RouteArguments): Promise<{ desk: OrganisationDesk; found: FoundMembership }> {
  const desk = await requireUser(args);
  const place = { userId: desk.user.userId, organisationId: args.params['organisation'] ?? '' };
  const found = await findUsedMembership(desk.database, place, desk.today);
  if (found === undefined) throw answer(404);
  if (found.requiresSecondFactor && desk.user.secondFactorAt === undefined) throw await secondFactorFirst(desk);
  return { desk: { ...desk, membership: found.membership, database: inOrganisation(desk.database, place.organisationId) }, found };
}

function answer(status: number): Response {
  return new Response(null, { status });
}

/** To where a second factor is set up; or, when a form was sent, a page that keeps what was typed until that is done. */
async function secondFactorFirst({ request, url, language }: PersonDesk): Promise<Response> {
  const place = `${url.pathname}${url.search}`;
  if (request.method !== 'POST') return new Response(null, { status: 302, headers: { Location: secondFactorAddress(place) } });
  const kept = keptForm(await readInRoom(bodyRoom, request), place);
  const body: ResumeAnswer = { resume: secondFactorFirstView(kept, language) };
  return Response.json(body, { status: 403 });
}

/** To the sign-in page; or, when a form was sent, a page that keeps what was typed until the person has signed in again. */
async function signInFirst({ request, services, url, language }: OpenDesk): Promise<Response> {
  const place = `${url.pathname}${url.search}`;
  // Only who had a session can have typed something worth keeping: a stranger's body is not read.
  if (request.method !== 'POST' || sessionSecretOf(request) === undefined) {
    return new Response(null, { status: 302, headers: { Location: `/sign-in?to=${encodeURIComponent(place)}` } });
  }
  const kept = keptForm(await readInRoom(strangerRoom, request), place);
  const body: SignInAnswer = { signIn: signInView({ language, to: '/', kept, providerName: services.identityProvider?.name }) };
  return Response.json(body, { status: 401 });
}

function keptForm(form: FormFields, action: string): KeptForm {
  return { action, fields: form.everyText(), fileNames: form.fileNames() };
}
