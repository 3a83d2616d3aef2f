import type { ClaimStatus } from '#app/domain/claim-status.ts';
import { claimGroups, type ClaimFilter } from './claim-filter.ts';

/** A filter in the terms of the claims' own columns. What is undefined does not narrow. */
export interface ClaimSelection {
  readonly statuses: readonly ClaimStatus[] | undefined;
  readonly programmeId: string | undefined;
  /** Instants, ISO UTC: from the first, before the second. */
  readonly prepared: { readonly from: string; readonly before: string } | undefined;
  /** One of these, where something was searched for. */
  readonly matching: { readonly number: number | undefined; readonly programmeIds: readonly string[] } | undefined;
}

/** What a search looks through of a programme. */
export interface SearchedProgramme {
  readonly id: string;
  readonly facts: { readonly name: string };
  readonly grant: { readonly reference?: string | undefined };
}

/** The filter with its search looked up among the programmes: letters fold alike there whatever the database knows of them. */
export function claimSelection({ group, programmeId, year, text }: ClaimFilter, programmes: readonly SearchedProgramme[]): ClaimSelection {
  return {
    statuses: group === undefined ? undefined : claimGroups[group],
    programmeId,
    prepared: year === undefined ? undefined : { from: newYear(year), before: newYear(year + 1) },
    matching: text === '' ? undefined : { number: claimNumber(text), programmeIds: programmesLike(text, programmes) },
  };
}

/** `7`, `krav 7`, `nr. 7`. */
function claimNumber(text: string): number | undefined {
  const digits = /^\D{0,10}?(\d{1,9})$/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function programmesLike(text: string, programmes: readonly SearchedProgramme[]): string[] {
  const wanted = folded(text);
  return programmes.filter(({ facts, grant }) => [facts.name, grant.reference ?? ''].some((each) => folded(each).includes(wanted))).map(({ id }) => id);
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** Midnight of 1 January in Norway, where winter is an hour before UTC. */
function newYear(year: number): string {
  return `${year - 1}-12-31T23:00:00.000Z`;
}
