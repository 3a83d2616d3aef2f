import type { Language } from '#app/domain/programme.ts';
import { inAlphabet } from '#app/i18n/alphabet.ts';
import { registeredOrganisations, type RegisteredOrganisation } from './register.ts';

/** A choice in a form's list of municipalities and counties. */
export interface RegisterChoice {
  /** The municipality number or, for a county, the organisation number. */
  readonly value: string;
  readonly text: string;
}

/** The register as a list to choose from, by name; municipalities come before counties. Namesakes are told apart by their number. */
export function registerChoices(): readonly RegisterChoice[] {
  return choices;
}

/** What a choice fills in; undefined for a value that is none. */
export function registerChoice(value: string): ChosenOrganisation | undefined {
  const chosen = byValue.get(value);
  if (chosen === undefined) return undefined;
  const { municipalityNumber, organisationNumber, language, isInFund } = chosen;
  return { name: nameOf(chosen), municipalityNumber: municipalityNumber || undefined, organisationNumber, language, isInFund };
}

export interface ChosenOrganisation {
  /** Its full name: `Gjøvik kommune`, `Rogaland fylkeskommune`. */
  readonly name: string;
  readonly municipalityNumber: string | undefined;
  readonly organisationNumber: string | undefined;
  /** Its language decision; undefined when it is neutral. */
  readonly language: Language | undefined;
  readonly isInFund: boolean;
}

const isCounty = (organisation: RegisteredOrganisation) => organisation.municipalityNumber === '';
const sorted = registeredOrganisations().toSorted((a, b) => Number(isCounty(a)) - Number(isCounty(b)) || inAlphabet(a.name, b.name));
const byValue = new Map(sorted.map((organisation) => [valueOf(organisation), organisation]));
const choices: readonly RegisterChoice[] = sorted.map((organisation) => ({
  value: valueOf(organisation),
  text: isCounty(organisation) ? organisation.name : `${organisation.name} (${organisation.municipalityNumber})`,
}));

function valueOf({ municipalityNumber, organisationNumber }: RegisteredOrganisation): string {
  return municipalityNumber || (organisationNumber ?? '');
}

function nameOf(organisation: RegisteredOrganisation): string {
  return isCounty(organisation) ? organisation.name : `${organisation.name} kommune`;
}
