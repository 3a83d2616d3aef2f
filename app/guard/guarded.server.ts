import { DomainError, type DomainErrorCode } from '#app/domain/errors.ts';
import type { Permission } from '#app/domain/permissions.ts';
import { readFormFields, type FormFields } from '#app/http/form-fields.ts';
import { pageAnswer, type PageAnswer } from '#app/http/page-answer.ts';
import { answerInTime, type PatientForm } from './answer-in-time.server.ts';
import { openDesk, requireMember, requireProgramme, type RouteArguments } from './authorise.server.ts';
import type { OpenDesk, OrganisationDesk, ProgrammeDesk } from './desk.server.ts';
import { faultAnswer } from './fault-answer.server.ts';

/**
 * The doors of every route: a loader or action is made by one of these, so that it authorises itself before anything else.
 * A test imports every route and looks for loaders and actions made otherwise.
 */
type Load<Desk, Result> = (desk: Desk) => Promise<Result> | Result;
type Act<Desk, Result> = (desk: Desk, form: FormFields) => Promise<Result>;
type Door<Result> = (args: RouteArguments) => Promise<Result>;

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

/** The form is read after the person is known: a stranger's body is not worth the memory. */
function actionAt<Desk extends OpenDesk, Result>(authorise: (args: RouteArguments) => Promise<Desk>, act: Act<Desk, Result>): Door<Result> {
  return guarded(async (args) => {
    const desk = await authorise(args);
    return act(desk, await readFormFields(args.request));
  });
}

const statuses = { not_found: 404, not_permitted: 403, conflict: 409, invalid: 422 } satisfies Record<DomainErrorCode, number>;

/** Answers a DomainError by its status, and gives every bare status its words, here and nowhere else. */
function guarded<Result>(door: Door<Result>): Door<Result> {
  const guardedDoor: Door<Result> = async (args) => {
    try {
      if (args.context.refusedStatus !== undefined) throw new Response(null, { status: args.context.refusedStatus });
      return await door(args);
    } catch (error) {
      const status = bareStatusOf(error);
      throw status === undefined ? error : faultAnswer(status, args);
    }
  };
  guardedDoors.add(guardedDoor);
  return guardedDoor;
}

function bareStatusOf(error: unknown): number | undefined {
  if (error instanceof DomainError) return statuses[error.code];
  return error instanceof Response && error.status >= 400 && error.body === null ? error.status : undefined;
}
