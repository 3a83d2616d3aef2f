import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FontSubset } from './font-subset.ts';
import type { FontName } from './placed.ts';
import { TrueTypeFont } from './truetype.ts';

/** The faces a document is set in; the same files serve the screen. */
const faces = { regular: 'NotoSans-Regular', strong: 'NotoSans-SemiBold' } as const satisfies Record<FontName, string>;

const loaded = new Map<string, TrueTypeFont>();

export type FontSubsets = Record<FontName, FontSubset>;

/** Fresh subsets for one document; the fonts themselves are read once. */
export function openFonts(projectFolder: string): FontSubsets {
  return { regular: openFace(projectFolder, faces.regular), strong: openFace(projectFolder, faces.strong) };
}

function openFace(projectFolder: string, name: string): FontSubset {
  const path = join(projectFolder, 'public', 'fonts', `${name}.ttf`);
  const font = loaded.get(path) ?? new TrueTypeFont(readFileSync(path));
  loaded.set(path, font);
  return new FontSubset(font, name);
}
