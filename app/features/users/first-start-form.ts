import { z } from 'zod';
import type { Language } from '#app/domain/programme.ts';
import { registerChoice } from '#app/features/organisations/register-choices.ts';
import { isEmail } from './email.ts';
import { passwordFault, type PasswordFault } from './password-rules.ts';

export const firstStartFields = ['code', 'organisation', 'organisationName', 'name', 'email', 'password', 'passwordAgain'] as const;
export type FirstStartField = (typeof firstStartFields)[number];
export type FirstStartTyped = Readonly<Record<FirstStartField, string>>;

/** The choice of an organisation that is neither municipality nor county. */
export const otherOrganisation = 'other';

export const firstStartErrorCodes = [
  'codeMissing', 'codeWrong', 'organisationMissing', 'oslo', 'organisationNameMissing', 'nameMissing', 'emailMissing', 'emailUnclear',
  'passwordsDiffer',
] as const;
export type FirstStartErrorCode = (typeof firstStartErrorCodes)[number] | PasswordFault;
export type FirstStartErrors = Partial<Record<FirstStartField, FirstStartErrorCode>>;

/** The first organisation and its administrator. */
export interface FirstStart {
  readonly code: string;
  readonly organisation: {
    readonly name: string;
    readonly municipalityNumber: string | undefined;
    readonly organisationNumber: string | undefined;
    /** Undefined where the register has no decision. */
    readonly language: Language | undefined;
  };
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export type FirstStartReading = { readonly firstStart: FirstStart } | { readonly errors: FirstStartErrors };

const required = (code: FirstStartErrorCode) => z.string().trim().min(1, code);

const schema = z.object({
  code: required('codeMissing'),
  organisation: required('organisationMissing').refine((value) => value === otherOrganisation || registerChoice(value) !== undefined, 'organisationMissing')
    .refine((value) => registerChoice(value)?.isInFund !== false, 'oslo'),
  organisationName: z.string().trim(),
  name: required('nameMissing'),
  email: required('emailMissing').refine(isEmail, 'emailUnclear'),
  password: z.string(),
  passwordAgain: z.string(),
});

/** Reads the form: what to begin with, or the first fault of each field. */
export function readFirstStart(typed: FirstStartTyped): FirstStartReading {
  const parsed = schema.safeParse(typed);
  const ofFields = parsed.success ? {} : errorsOf(parsed.error.issues);
  const organisation = organisationOf(typed);
  const errors: FirstStartErrors = {
    ...ofFields,
    ...(typed.organisation === otherOrganisation && organisation === undefined ? { organisationName: 'organisationNameMissing' as const } : {}),
    ...passwordErrors(typed, organisation?.name ?? ''),
  };
  if (!parsed.success || organisation === undefined || Object.keys(errors).length > 0) return { errors };
  const { code, name, email, password } = parsed.data;
  return { firstStart: { code, organisation, name, email, password } };
}

function organisationOf({ organisation, organisationName }: FirstStartTyped): FirstStart['organisation'] | undefined {
  const name = organisationName.trim();
  if (organisation !== otherOrganisation) return registerChoice(organisation);
  return name === '' ? undefined : { name, municipalityNumber: undefined, organisationNumber: undefined, language: undefined };
}

function passwordErrors({ password, passwordAgain, email, name }: FirstStartTyped, organisationName: string): FirstStartErrors {
  const fault = passwordFault(password, { email, name, organisationName });
  if (fault !== undefined) return { password: fault };
  return password === passwordAgain ? {} : { passwordAgain: 'passwordsDiffer' };
}

function errorsOf(issues: readonly z.core.$ZodIssue[]): FirstStartErrors {
  const errors: FirstStartErrors = {};
  for (const { path, message } of issues) {
    const field = firstStartFields.find((name) => name === path[0]);
    const code = firstStartErrorCodes.find((name) => name === message);
    if (field !== undefined && code !== undefined) errors[field] ??= code;
  }
  return errors;
}
