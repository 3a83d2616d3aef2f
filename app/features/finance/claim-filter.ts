import type { ClaimStatus } from '#app/domain/claim-status.ts';

/** Where claims stand, as finance asks for them. */
export const claimGroups = {
  draft: ['draft'],
  review: ['in_review'],
  ready: ['approved'],
  sent: ['submitted'],
  settled: ['settled'],
  withdrawn: ['withdrawn', 'replaced'],
} as const satisfies Record<string, readonly ClaimStatus[]>;
export type ClaimGroup = keyof typeof claimGroups;

/** Which claims of the organisation are asked for; it stands in the address. */
export interface ClaimFilter {
  readonly group: ClaimGroup | undefined;
  readonly programmeId: string | undefined;
  /** The year the claim was made. */
  readonly year: number | undefined;
  /** A number, or a part of a reference or a programme's name. */
  readonly text: string;
}

export const noFilter: ClaimFilter = { group: undefined, programmeId: undefined, year: undefined, text: '' };

const longestText = 100;

/** Reads the filter of an address. What is unknown is as not asked for. */
export function readClaimFilter(query: URLSearchParams): ClaimFilter {
  const status = query.get('status') ?? '';
  const year = query.get('year') ?? '';
  return {
    group: isGroup(status) ? status : undefined,
    programmeId: query.get('programme') || undefined,
    year: /^20\d\d$/.test(year) ? Number(year) : undefined,
    text: (query.get('q') ?? '').trim().slice(0, longestText),
  };
}

/** The same filter as the fields of an address; only those that hold something. */
export function filterFields({ group, programmeId, year, text }: ClaimFilter): Record<string, string> {
  const fields = { status: group, programme: programmeId, year: year?.toString(), q: text || undefined };
  return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function isGroup(text: string): text is ClaimGroup {
  return Object.hasOwn(claimGroups, text);
}
