import { minus, moneyToText, sum, zero, type Money } from '#app/domain/money.ts';
import type { ClaimForExport, ClaimTotals } from './export-data.ts';

type SumName = keyof ClaimTotals;
const names: readonly SumName[] = ['cost', 'eligible', 'basis', 'refund', 'ownShare', 'received'];

/**
 * The sums of several claims, once each claim's lines are shown to add up to its own totals to the øre.
 * Throws for a claim that does not: an export that differs from the PDF must not leave the house.
 */
export function sumsOf(claims: readonly ClaimForExport[]): Readonly<Record<SumName, Money>> {
  for (const claim of claims) assertAddsUp(claim);
  const total = (name: SumName) => sum(claims.map(({ totals }) => totals[name] ?? zero));
  return {
    cost: total('cost'), eligible: total('eligible'), basis: total('basis'),
    refund: total('refund'), ownShare: total('ownShare'), received: total('received'),
  };
}

/** Throws when the lines of a claim do not add up to its totals. */
export function assertAddsUp({ id, lines, totals }: ClaimForExport): void {
  const cost = sum(lines.map(({ net }) => net));
  const refund = sum(lines.map((line) => line.refund));
  const fromLines: ClaimTotals = {
    cost,
    eligible: sum(lines.filter(({ kind }) => kind !== 'not_refundable').map(({ net }) => net)),
    basis: sum(lines.map(({ basis }) => basis)),
    refund,
    ownShare: minus(cost, refund),
  };
  for (const name of names) {
    const [summed, stated] = [fromLines[name], totals[name]];
    if (summed === undefined || stated === undefined || summed.eq(stated)) continue;
    throw new Error(`Claim ${id} does not add up: ${name} is ${moneyToText(stated)}, its lines give ${moneyToText(summed)}`);
  }
}
