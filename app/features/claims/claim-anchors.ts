import type { AnchorId, Run } from '#app/pdf/document.ts';

/** Names of the places that links in a claim's document lead to. */
export const letterAnchor: AnchorId = 'letter';
export const voucherListAnchor: AnchorId = 'voucher-list';
export const partAnchors = {
  programme: 'programme', specification: 'specification', explanation: 'explanation', notClaimed: 'not-claimed',
} as const satisfies Record<string, AnchorId>;

export function voucherAnchor(number: number): AnchorId {
  return `voucher-${number}`;
}

export function expenseAnchor(index: number): AnchorId {
  return `expense-${index}`;
}

/** Voucher numbers as links: `1, 3`. */
export function voucherLinks(numbers: readonly number[]): Run[] {
  return numbers.map((number, index) => ({
    text: `${number}${index < numbers.length - 1 ? ', ' : ''}`, linkTo: voucherAnchor(number),
  }));
}
