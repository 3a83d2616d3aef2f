/** Rows of bytes that each say how they were foretold, as they were before that. Source: PNG, section 9. */
export function withoutForetelling(foretold: Buffer, columns: number): Buffer {
  const rowBytes = columns + 1;
  const rows = Buffer.alloc(Math.floor(foretold.length / rowBytes) * columns);
  for (let row = 0; row * columns < rows.length; row += 1) {
    const [from, to] = [row * rowBytes, row * columns];
    const kind = foretold[from] ?? 0;
    for (let column = 0; column < columns; column += 1) {
      const left = column === 0 ? 0 : rows[to + column - 1] ?? 0;
      const above = row === 0 ? 0 : rows[to + column - columns] ?? 0;
      const corner = row === 0 || column === 0 ? 0 : rows[to + column - columns - 1] ?? 0;
      rows[to + column] = (foretold[from + 1 + column] ?? 0) + guess(kind, { left, above, corner });
    }
  }
  return rows;
}

function guess(kind: number, { left, above, corner }: { left: number; above: number; corner: number }): number {
  switch (kind) {
    case 1: return left;
    case 2: return above;
    case 3: return (left + above) >> 1;
    case 4: {
      const middle = left + above - corner;
      const [byLeft, byAbove, byCorner] = [left, above, corner].map((value) => Math.abs(middle - value));
      if (byLeft === undefined || byAbove === undefined || byCorner === undefined) return 0;
      if (byLeft <= byAbove && byLeft <= byCorner) return left;
      return byAbove <= byCorner ? above : corner;
    }
    default: return 0;
  }
}
