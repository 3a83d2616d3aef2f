const entriesPerBlock = 100;

/** A ToUnicode map: which letters each code of so many bytes stands for. Source: ISO 32000-1 9.10.3. */
export function unicodeMap(entries: readonly (readonly [code: number, letters: string])[], bytes: 1 | 2): string {
  const hex = (value: number) => value.toString(16).toUpperCase().padStart(bytes * 2, '0');
  const lines = entries.map(([code, letters]) => `<${hex(code)}> <${utf16(letters)}>`);
  const blocks: string[] = [];
  for (let from = 0; from < lines.length; from += entriesPerBlock) {
    const block = lines.slice(from, from + entriesPerBlock);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return [
    '/CIDInit /ProcSet findresource begin', '12 dict begin', 'begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def', '/CMapName /Adobe-Identity-UCS def', '/CMapType 2 def',
    '1 begincodespacerange', `<${hex(0)}> <${'FF'.repeat(bytes)}>`, 'endcodespacerange', ...blocks,
    'endcmap', 'CMapName currentdict /CMap defineresource pop', 'end', 'end',
  ].join('\n');
}

function utf16(letters: string): string {
  return Buffer.from(letters, 'utf16le').swap16().toString('hex').toUpperCase();
}
