import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Contact, Language, ProgrammeFacts } from '#app/domain/programme.ts';
import { FormReading, type FieldFaults, type Typed } from '#app/features/shell/form-reading.ts';
import { formatDay, formatOrganisationNumber } from '#app/i18n/format.ts';

export const programmeFields = [
  'name', 'purpose', 'targetGroup', 'leaderCount', 'startsOn', 'endsOn', 'supplierName', 'supplierNumber', 'contactName',
  'contactEmail', 'contactPhone',
] as const;
export type ProgrammeField = (typeof programmeFields)[number];
export type ProgrammeTyped = Typed<ProgrammeField>;

/** What the form is about: the programme itself, and whom KS may ask. */
export interface ProgrammeAndContact {
  readonly facts: ProgrammeFacts;
  readonly contact: Contact;
}

export type ProgrammeReading = ProgrammeAndContact | { readonly faults: FieldFaults<ProgrammeField> };

/** Reads the form: the programme, or the first fault of each field. */
export function readProgrammeForm(typed: ProgrammeTyped, today: CalendarDate): ProgrammeReading {
  const form = new FormReading(typed, today);
  const name = form.required('name', form.line('name'));
  const startsOn = form.required('startsOn', form.day('startsOn'));
  const endsOn = form.required('endsOn', form.day('endsOn'));
  if (startsOn !== undefined && endsOn !== undefined && endsOn < startsOn) form.fault('endsOn', 'endsBeforeStart');
  const leaderCount = form.required('leaderCount', form.whole('leaderCount'));
  const texts = { purpose: form.paragraph('purpose') ?? '', targetGroup: form.line('targetGroup') ?? '' };
  const supplier = supplierOf(form);
  const contact = contactOf(form);
  const isWhole = name !== undefined && startsOn !== undefined && endsOn !== undefined && leaderCount !== undefined;
  if (!isWhole || contact === undefined || !form.isFaultless) return { faults: form.faults };
  return { facts: { name, ...texts, leaderCount, startsOn, endsOn, supplier }, contact };
}

/** Without a name there is no supplier; a number alone would be lost. */
function supplierOf(form: FormReading<ProgrammeField>): ProgrammeFacts['supplier'] {
  const organisationNumber = form.organisationNumber('supplierNumber');
  const name = form.line('supplierName');
  if (name === undefined && organisationNumber !== undefined) form.fault('supplierName', 'missing');
  return name === undefined ? undefined : { name, organisationNumber };
}

function contactOf(form: FormReading<ProgrammeField>): Contact | undefined {
  const name = form.required('contactName', form.line('contactName'));
  const email = form.required('contactEmail', form.email('contactEmail'));
  const phone = form.line('contactPhone', 40);
  return name === undefined || email === undefined ? undefined : { name, email, phone };
}

/** The programme as the form shows it, so that it reads back the same. */
export function typedFromProgramme({ facts, contact }: ProgrammeAndContact, language: Language): ProgrammeTyped {
  return {
    name: facts.name, purpose: facts.purpose, targetGroup: facts.targetGroup, leaderCount: String(facts.leaderCount),
    startsOn: formatDay(facts.startsOn, language), endsOn: formatDay(facts.endsOn, language),
    supplierName: facts.supplier?.name ?? '', supplierNumber: formatOrganisationNumber(facts.supplier?.organisationNumber ?? ''),
    contactName: contact.name, contactEmail: contact.email, contactPhone: contact.phone ?? '',
  };
}

/** A new programme's form: the person who begins it is the one KS may ask, until another is named. */
export function emptyProgramme({ name, email }: { readonly name: string; readonly email: string }): ProgrammeTyped {
  return {
    name: '', purpose: '', targetGroup: '', leaderCount: '', startsOn: '', endsOn: '', supplierName: '', supplierNumber: '',
    contactName: name, contactEmail: email, contactPhone: '',
  };
}
