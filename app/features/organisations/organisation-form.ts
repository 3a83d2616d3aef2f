import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { languages, type Organisation } from '#app/domain/programme.ts';
import { FormReading, type FieldFaults, type Typed } from '#app/features/shell/form-reading.ts';
import { formatAccountNumber, formatOrganisationNumber } from '#app/i18n/format.ts';
import { registerChoice, type ChosenOrganisation } from './register-choices.ts';

export const organisationFields = [
  'register', 'name', 'organisationNumber', 'bankAccount', 'street', 'postalCode', 'city', 'language', 'allowsExternalAttestation', 'claimHoldsFiles', 'requiresSecondFactor',
] as const;
export type OrganisationField = (typeof organisationFields)[number];
export type OrganisationTyped = Typed<OrganisationField>;

/** What the form is about. */
export interface OrganisationFacts {
  readonly organisation: Organisation;
  readonly allowsExternalAttestation: boolean;
  readonly claimHoldsFiles: boolean;
  /** Nobody comes in without a second factor. */
  readonly requiresSecondFactor: boolean;
}

export type OrganisationReading = OrganisationFacts | { readonly faults: FieldFaults<OrganisationField> };

/** Reads the form. What is left empty and the chosen municipality or county has is filled in from the register. */
export function readOrganisationForm(typed: OrganisationTyped, today: CalendarDate): OrganisationReading {
  const chosen = registerChoice(typed.register);
  const form = new FormReading(chosen === undefined ? typed : withRegister(typed, chosen), today);
  if (typed.register !== '' && chosen === undefined) form.fault('register', 'choiceMissing');
  if (chosen?.isInFund === false) form.fault('register', 'outsideFund');
  const name = form.required('name', form.line('name'));
  const organisationNumber = form.organisationNumber('organisationNumber');
  const bankAccount = form.accountNumber('bankAccount');
  const address = { street: form.line('street') ?? '', postalCode: form.line('postalCode', 10) ?? '', city: form.line('city', 100) ?? '' };
  const language = form.required('language', form.choice('language', languages));
  if (name === undefined || language === undefined || !form.isFaultless) return { faults: form.faults };
  return {
    organisation: { name, organisationNumber, municipalityNumber: chosen?.municipalityNumber, bankAccount, address, language },
    allowsExternalAttestation: typed.allowsExternalAttestation !== '',
    claimHoldsFiles: typed.claimHoldsFiles !== '',
    requiresSecondFactor: typed.requiresSecondFactor !== '',
  };
}

/** The form as the register fills it in: all it knows of the chosen municipality or county, in place of what stood there. */
export function filledFromRegister(typed: OrganisationTyped): OrganisationTyped {
  const chosen = registerChoice(typed.register);
  if (chosen === undefined) return typed;
  return withRegister({ ...typed, name: '', organisationNumber: '', language: chosen.language === undefined ? typed.language : '' }, chosen);
}

function withRegister(typed: OrganisationTyped, { name, organisationNumber, language }: ChosenOrganisation): OrganisationTyped {
  return {
    ...typed,
    name: typed.name.trim() || name,
    organisationNumber: typed.organisationNumber.trim() || formatOrganisationNumber(organisationNumber ?? ''),
    language: typed.language || (language ?? ''),
  };
}

/** The organisation as the form shows it, so that it reads back the same. */
export function typedFromOrganisation(
  { organisation, allowsExternalAttestation, claimHoldsFiles, requiresSecondFactor }: OrganisationFacts,
): OrganisationTyped {
  const { name, organisationNumber, municipalityNumber, bankAccount, address, language } = organisation;
  return {
    register: [municipalityNumber, organisationNumber].find((value) => registerChoice(value ?? '') !== undefined) ?? '',
    name,
    organisationNumber: formatOrganisationNumber(organisationNumber ?? ''),
    bankAccount: formatAccountNumber(bankAccount ?? ''),
    street: address?.street ?? '', postalCode: address?.postalCode ?? '', city: address?.city ?? '',
    language,
    allowsExternalAttestation: allowsExternalAttestation ? 'yes' : '',
    claimHoldsFiles: claimHoldsFiles ? 'yes' : '',
    requiresSecondFactor: requiresSecondFactor ? 'yes' : '',
  };
}
