import type { Finding } from '#app/domain/finding.ts';
import type { RefusalCode } from '#app/domain/refusals.ts';
import type { PlacedFinding, ProgrammeFindings } from '#app/features/programmes/programme-findings.ts';

/** What an application for the programme lacks, as far as it is told to a consultant: no amounts, nothing of others but a count. */
export interface Completeness {
  /** Of the programme as a whole and of the consultant's own costs. */
  readonly refusals: readonly PlacedFinding[];
  readonly warnings: readonly PlacedFinding[];
  /** Costs of others that lack something; one that is parked waits, and is in nobody's way. */
  readonly othersLacking: number;
  /** By the consultant's own cost. */
  readonly lacks: ReadonlyMap<string, readonly RefusalCode[]>;
}

interface Own {
  readonly expenseIds: ReadonlySet<string>;
  readonly fileNames: ReadonlySet<string>;
}

interface Told extends Own {
  /** Of anybody's. */
  readonly parkedIds: ReadonlySet<string>;
}

/** Speaks of sums of the whole claim. */
const ofAmounts: readonly string[] = ['refund_not_positive'];

/** The findings of the whole programme, held to what a consultant may know. */
export function completenessFor({ refusals, warnings, lacks }: ProgrammeFindings, own: Told): Completeness {
  const isTold = ({ finding, expenseId }: PlacedFinding) => (
    !ofAmounts.includes(finding.code) && (expenseId === undefined || own.expenseIds.has(expenseId)) && speaksOfOwn(finding, own)
  );
  const ids = [...lacks.keys()];
  return {
    refusals: refusals.filter(isTold), warnings: warnings.filter(isTold),
    othersLacking: ids.filter((id) => !own.expenseIds.has(id) && !own.parkedIds.has(id)).length,
    lacks: new Map([...lacks].filter(([id]) => own.expenseIds.has(id))),
  };
}

/** A finding about a cost or a file beside another: both have to be their own. */
function speaksOfOwn({ path: [part], facts }: Finding<string>, { expenseIds, fileNames }: Own): boolean {
  if (part !== 'expenses') return true;
  const isOwn = (name: string, known: ReadonlySet<string>) => facts[name] === undefined || (typeof facts[name] === 'string' && known.has(facts[name]));
  return isOwn('file', fileNames) && (isOwn('other', expenseIds) || isOwn('other', fileNames));
}
