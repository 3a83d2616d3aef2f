import { DomainError, type DomainErrorCode } from '#app/domain/errors.ts';
import type { Permission } from '#app/domain/permissions.ts';
import { readFormFields, type FormFields } from '#app/http/form-fields.ts';
import { pageAnswer, type PageAnswer } from '#app/http/page-answer.ts';
import { answerInTime, type PatientForm } from './answer-in-time.server.ts';
import { openDesk, requireMember, requireProgramme, requireUser, sessionDesk, type RouteArguments, type SessionDesk } from './authorise.server.ts';
import type { OpenDesk, OrganisationDesk, PersonDesk, ProgrammeDesk } from './desk.server.ts';
import { bodyRoom, bytesOf } from './body-rooms.server.ts';
import { comeLater } from './come-later.ts';
import { faultAnswer } from './fault-answer.server.ts';

/**
 * The doors of every route: a loader or action is made by one of these, so that it authorises itself before anything else.
 * A test imports every route and looks for loaders and actions made otherwise.
 */
type Load<Desk, Result> = (desk: Desk) => Promise<Result> | Result;
type Act<Desk, Result> = (desk: Desk, form: FormFields) => Promise<Result>;
export type Door<Result> = (args: RouteArguments) => Promise<Result>;

const guardedDoors = new WeakSet<object>();

export function isGuarded(door: object): boolean {
  return guardedDoors.has(door);
}

/** For anyone, signed in or not. */
export function openLoader<Result>(load: Load<OpenDesk, Result>): Door<Result> {
  return loaderAt((args) => openDesk(args), load);
}

export function openAction<Result>(act: Act<OpenDesk, Result>): Door<Result> {
  return actionAt((args) => openDesk(args), act);
}

/** For anyone, about their own session. */
export function sessionLoader<Result>(load: Load<SessionDesk, Result>): Door<Result> {
  return loaderAt((args) => sessionDesk(args), load);
}

/** For anyone who has signed in, with what is their own. */
export function personLoader<Result>(load: Load<PersonDesk, Result>): Door<Result> {
  return loaderAt((args) => requireUser(args), load);
}

export function personAction<Result>(act: Act<PersonDesk, Result>): Door<Result> {
  return actionAt((args) => requireUser(args), act);
}

/** For members of the organisation in the address whose role has the permission. */
export function organisationLoader<Result>(permission: Permission, load: Load<OrganisationDesk, Result>): Door<Result> {
  return loaderAt((args) => requireMember(args, permission), load);
}

export function organisationAction<Result>(permission: Permission, act: Act<OrganisationDesk, Result>): Door<Result> {
  return actionAt((args) => requireMember(args, permission), act);
}

/** For those who reach the programme in the address, with the permission. */
export function programmeLoader<Result>(permission: Permission, load: Load<ProgrammeDesk, Result>): Door<Result> {
  return loaderAt((args) => requireProgramme(args, permission), load);
}

export function programmeAction<Result>(permission: Permission, act: Act<ProgrammeDesk, Result>): Door<Result> {
  return actionAt((args) => requireProgramme(args, permission), act);
}

/** The same for forms that may take long. */
export function patientOrganisationAction<Page>(
  permission: Permission, form: PatientForm<Page>, act: Act<OrganisationDesk, PageAnswer<Page>>,
): Door<ReturnType<typeof pageAnswer<Page>>> {
  return organisationAction(permission, async (desk, fields) => pageAnswer(await answerInTime(desk, fields, { form, act })));
}

export function patientProgrammeAction<Page>(
  permission: Permission, form: PatientForm<Page>, act: Act<ProgrammeDesk, PageAnswer<Page>>,
): Door<ReturnType<typeof pageAnswer<Page>>> {
  return programmeAction(permission, async (desk, fields) => pageAnswer(await answerInTime(desk, fields, { form, act })));
}

function loaderAt<Desk, Result>(authorise: (args: RouteArguments) => Promise<Desk>, load: Load<Desk, Result>): Door<Result> {
  return guarded(async (args) => load(await authorise(args)));
}

const mega = 1024 * 1024;
/** Nobody sends files before they have signed in; the text of a kept form is less. */
const mostOfStranger = 2 * mega;

/** The form is read after the person is known: a stranger's body is not worth the memory. */
function actionAt<Desk extends OpenDesk, Result>(authorise: (args: RouteArguments) => Promise<Desk>, act: Act<Desk, Result>): Door<Result> {
  return guarded(async (args) => {
    const desk = await authorise(args);
    const bytes = bytesOf(args.request);
    if (desk.user === undefined && bytes > mostOfStranger) throw new Response(null, { status: 413 });
    return bodyRoom.pass(bytes, async (stay) => act({ ...desk, stay }, await readFormFields(args.request)));
  });
}

const statuses = { not_found: 404, not_permitted: 403, conflict: 409, invalid: 422 } satisfies Record<DomainErrorCode, number>;

/** Gives a bare answer its words. */
type AnswerFault = (bare: Response, args: RouteArguments) => Response;

/** Answers a DomainError by its status, and gives every bare status its words, here and nowhere else. */
export function guarded<Result>(door: Door<Result>, answerFault: AnswerFault = faultAnswer): Door<Result> {
  const guardedDoor: Door<Result> = async (args) => {
    try {
      if (args.context.refusedStatus !== undefined) throw refusal(args.context);
      return await door(args);
    } catch (error) {
      const bare = bareAnswerOf(error);
      throw bare === undefined ? error : answerFault(bare, args);
    }
  };
  guardedDoors.add(guardedDoor);
  return guardedDoor;
}

function refusal({ refusedStatus, waitSeconds }: RouteArguments['context']): Response {
  return waitSeconds === undefined ? new Response(null, { status: refusedStatus ?? 400 }) : comeLater(waitSeconds);
}

function bareAnswerOf(error: unknown): Response | undefined {
  if (error instanceof DomainError) return new Response(null, { status: statuses[error.code] });
  return error instanceof Response && error.status >= 400 && error.body === null ? error : undefined;
}
