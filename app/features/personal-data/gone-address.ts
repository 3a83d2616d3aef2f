/** How an address ends that was taken away; no real one does. Source: RFC 2606. */
export const goneEnd = '@invalid';

export function isGoneAddress(address: string): boolean {
  return address.endsWith(goneEnd);
}

/** What stands in the place of an address that was taken away. */
export function goneAddress(id: string): string {
  return `erased-${id}${goneEnd}`;
}
