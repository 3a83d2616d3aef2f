import type { RegisterEntry } from '#app/domain/circumstances.ts';
import type { Language } from '#app/domain/programme.ts';
import { registerRows } from './municipalities.ts';

/** A municipality or county as the register has it. */
export interface RegisteredOrganisation extends RegisterEntry {
  /** Empty for counties. */
  readonly municipalityNumber: string;
  /** The language form it has decided on; undefined when it is neutral. */
  readonly language: Language | undefined;
}

interface OrganisationNumbers {
  readonly name?: string;
  readonly municipalityNumber?: string | undefined;
  readonly organisationNumber?: string | undefined;
}

const languageDecisions: Readonly<Record<string, Language>> = { b: 'nb', n: 'nn' };

const rows: readonly RegisteredOrganisation[] = registerRows.trim().split('\n').map((line) => {
  const [municipalityNumber = '', name = '', organisationNumber = '', decision = '', fund] = line.split(';');
  return { municipalityNumber, name, organisationNumber: organisationNumber || undefined, language: languageDecisions[decision], isInFund: fund !== '-' };
});
const byMunicipality = new Map(rows.filter((row) => row.municipalityNumber !== '').map((row) => [row.municipalityNumber, row]));
const byOrganisation = new Map(rows.filter((row) => row.organisationNumber !== undefined).map((row) => [row.organisationNumber, row]));

/** Every municipality, then every county, each once. */
export function registeredOrganisations(): readonly RegisteredOrganisation[] {
  return rows.filter((row) => row.municipalityNumber !== '' || row.isInFund);
}

/**
 * The organisation as the public register knows it. An organisation outside the fund (Oslo) is found by its name or either number;
 * else the municipality number decides, and without one the organisation number (counties have no other).
 */
export function findInRegister(numbers: OrganisationNumbers): RegisterEntry | undefined {
  const ofMunicipality = byMunicipality.get(numbers.municipalityNumber ?? '');
  const ofOrganisation = byOrganisation.get(numbers.organisationNumber ?? '');
  const named = rows.find((row) => !row.isInFund && row.name.toLowerCase() === numbers.name?.trim().toLowerCase());
  if (named !== undefined) return named;
  if (ofOrganisation?.isInFund === false) return ofOrganisation;
  return numbers.municipalityNumber === undefined ? ofOrganisation : ofMunicipality;
}
