import { minus, plus, sum, zero, type Money } from '#app/domain/money.ts';
import type { Invoice } from './invoice.ts';

/** A sum of the file that is not what its parts come to. */
export interface UntiedSum {
  readonly sum: 'lines' | 'allowances' | 'charges' | 'exclusive' | 'vat' | 'inclusive' | 'payable';
  readonly found: Money;
  readonly said: Money;
}

/**
 * The sums that do not tie; sums the file does not give are taken as what their parts come to.
 * Source: EN 16931, BR-CO-10 to BR-CO-16.
 */
export function untiedSums({ lines, charges, vat, totals }: Invoice): UntiedSum[] {
  const ofCharges = (isCharge: boolean) => sum(charges.filter((charge) => charge.isCharge === isCharge).map(({ amount }) => amount));
  const parts = {
    lines: sum(lines.map(({ amount }) => amount)),
    allowances: ofCharges(false),
    charges: ofCharges(true),
    vat: sum(vat.map((share) => share.vat)),
  };
  const said = {
    lines: totals.lines ?? parts.lines,
    allowances: totals.allowances ?? parts.allowances,
    charges: totals.charges ?? parts.charges,
    vat: totals.vat ?? parts.vat,
  };
  const exclusive = plus(minus(said.lines, said.allowances), said.charges);
  const inclusive = plus(totals.exclusive ?? exclusive, said.vat);
  const payable = plus(minus(totals.inclusive ?? inclusive, totals.prepaid ?? zero), totals.rounding ?? zero);
  const pairs: readonly (readonly [UntiedSum['sum'], Money, Money | undefined])[] = [
    ['lines', parts.lines, totals.lines],
    ['allowances', parts.allowances, totals.allowances],
    ['charges', parts.charges, totals.charges],
    ['exclusive', exclusive, totals.exclusive],
    ['vat', parts.vat, vat.length === 0 ? undefined : totals.vat],
    ['inclusive', inclusive, totals.inclusive],
    ['payable', payable, totals.payable],
  ];
  return pairs.flatMap(([name, found, written]) => (
    written === undefined || found.eq(written) ? [] : [{ sum: name, found, said: written }]
  ));
}
