import type { RegisterEntry } from '#app/domain/circumstances.ts';
import { registerRows } from './municipalities.ts';

interface Row extends RegisterEntry {
  readonly municipalityNumber: string;
}

interface OrganisationNumbers {
  readonly name?: string;
  readonly municipalityNumber?: string | undefined;
  readonly organisationNumber?: string | undefined;
}

const rows: readonly Row[] = registerRows.trim().split('\n').map((line) => {
  const [municipalityNumber = '', name = '', organisationNumber = '', , fund] = line.split(';');
  return { municipalityNumber, name, organisationNumber: organisationNumber || undefined, isInFund: fund !== '-' };
});
const byMunicipality = new Map(rows.filter((row) => row.municipalityNumber !== '').map((row) => [row.municipalityNumber, row]));
const byOrganisation = new Map(rows.filter((row) => row.organisationNumber !== undefined).map((row) => [row.organisationNumber, row]));

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
