import { Decimal } from 'decimal.js';

/** Exact arithmetic: far more digits than any sum of øre needs, so nothing rounds unless a rule asks for it. */
const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -60, toExpPos: 60 });

declare const moneyBrand: unique symbol;
declare const percentBrand: unique symbol;

/** An amount in Norwegian kroner with at most two decimals, excl. VAT unless said otherwise. Made only in this file. */
export type Money = Decimal & { readonly [moneyBrand]: 'NOK' };

/** A share in percent, above 0 and at most 100, with at most two decimals (whole basis points). */
export type Percent = Decimal & { readonly [percentBrand]: '%' };

const moneyPattern = /^-?(0|[1-9]\d{0,11})(\.\d{1,2})?$/;
const percentPattern = /^(0|[1-9]\d{0,2})(\.\d{1,2})?$/;

export const zero = new Exact(0) as Money;

/**
 * Reads an amount written as a decimal string: `20000`, `2412.50`, `-0.05`.
 * Gives undefined for anything else: three decimals, exponents, thousands separators, more than twelve digits before the point.
 */
export function parseMoney(text: string): Money | undefined {
  return moneyPattern.test(text) ? new Exact(text).plus(0) as Money : undefined;
}

/** An amount a program writes down itself, such as a rate in a rule set. Throws RangeError for what is not an amount. */
export function money(text: string): Money {
  const amount = parseMoney(text);
  if (amount === undefined) throw new RangeError(`Not an amount in kroner: ${text}`);
  return amount;
}

/** Reads a percentage above 0 and at most 100 with at most two decimals (`70`, `66.67`); undefined for anything else. */
export function parsePercent(text: string): Percent | undefined {
  if (!percentPattern.test(text)) return undefined;
  const percent = new Exact(text);
  return percent.gt(0) && percent.lte(100) ? percent as Percent : undefined;
}

/** A percentage a program writes down itself. Throws RangeError for what is not one. */
export function percent(text: string): Percent {
  const share = parsePercent(text);
  if (share === undefined) throw new RangeError(`Not a percentage: ${text}`);
  return share;
}

export function plus(a: Money, b: Money): Money {
  return a.plus(b) as Money;
}

export function minus(a: Money, b: Money): Money {
  return a.minus(b) as Money;
}

export function sum(amounts: Iterable<Money>): Money {
  let total: Decimal = zero;
  for (const amount of amounts) total = total.plus(amount);
  return total as Money;
}

export function least(a: Money, b: Money): Money {
  return a.lte(b) ? a : b;
}

export function absolute(amount: Money): Money {
  return amount.abs() as Money;
}

/** The amount times a whole number, such as days × fee per day. */
export function times(amount: Money, factor: number): Money {
  if (!Number.isSafeInteger(factor)) throw new RangeError(`Not a whole number: ${factor}`);
  return amount.times(factor) as Money;
}

/**
 * The percentage of an amount, rounded half up to the øre: the product's one rounding, done on a claim's total.
 * Source: README.md § 1.4; cash rounding does not apply to account payments (FOR-2011-03-16-294).
 */
export function percentOf(share: Percent, amount: Money): Money {
  return amount.times(share).dividedBy(100).toDecimalPlaces(2, Decimal.ROUND_HALF_UP) as Money;
}

/** The amount as whole øre, the unit of storage. */
export function toOre(amount: Money): bigint {
  return BigInt(amount.times(100).toFixed(0));
}

/** An amount in øre as it is stored; PostgreSQL gives whole numbers as text. */
export function fromOre(ore: bigint | number | string): Money {
  return new Exact(ore.toString()).dividedBy(100) as Money;
}

/** The amount with two decimals and a point: the form of files and interfaces (`20000.00`). */
export function moneyToText(amount: Money): string {
  return amount.isZero() ? '0.00' : amount.toFixed(2);
}

/** The percentage as whole basis points, the unit of storage: 70 % is 7000. */
export function basisPointsOf(share: Percent): number {
  return share.times(100).toNumber();
}

/** Throws RangeError for what is not a percentage above 0 and at most 100. */
export function percentOfBasisPoints(basisPoints: number): Percent {
  return percent(new Exact(basisPoints).dividedBy(100).toString());
}

/** The percentage without superfluous zeros (`70`, `66.67`). */
export function percentToText(share: Percent): string {
  return share.toString();
}

/**
 * Splits a total over weights by largest remainder, so that the parts add up to the total to the øre.
 * Each part is first rounded down (towards minus infinity, so negative weights take part alike); the øre left over go to
 * the largest remainders, ties in order. Parts are all zero when the weights sum to zero.
 */
export function allocate(total: Money, weights: readonly Money[]): Money[] {
  const totalOre = toOre(total);
  const weightsOre = weights.map(toOre);
  const weightSum = weightsOre.reduce((a, b) => a + b, 0n);
  if (weightSum === 0n) return weights.map(() => zero);
  const parts = weightsOre.map((weight) => floorDivide(totalOre * weight, weightSum));
  const left = Number(totalOre - parts.reduce((a, part) => a + part.quotient, 0n));
  const byRemainder = parts.map((part, index) => ({ index, remainder: part.remainder }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  const lucky = new Set(byRemainder.slice(0, left).map((part) => part.index));
  return parts.map((part, index) => fromOre(part.quotient + (lucky.has(index) ? 1n : 0n)));
}

/** Division rounded towards minus infinity; the remainder is counted in units of 1/|divisor| and never negative. */
function floorDivide(dividend: bigint, divisor: bigint): { quotient: bigint; remainder: bigint } {
  const [n, d] = divisor < 0n ? [-dividend, -divisor] : [dividend, divisor];
  const truncated = n / d;
  const quotient = n % d < 0n ? truncated - 1n : truncated;
  return { quotient, remainder: n - quotient * d };
}
