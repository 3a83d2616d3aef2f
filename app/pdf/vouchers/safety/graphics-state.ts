import { PDFDict, PDFName, PDFStream } from 'pdf-lib';
import type { ObjectReader } from './object-reader.ts';
import { renderingIntents } from './rendering-intents.ts';
import { Unproven } from './unproven.ts';

const blendModes = new Set([
  '/Normal', '/Compatible', '/Multiply', '/Screen', '/Overlay', '/Darken', '/Lighten', '/ColorDodge', '/ColorBurn', '/HardLight', '/SoftLight',
  '/Difference', '/Exclusion', '/Hue', '/Saturation', '/Color', '/Luminosity',
]);

/** A graphics state that PDF/A allows. Source: ISO 19005-2 6.2.5, 6.2.6, 6.2.10. */
export function proveState(reader: ObjectReader, state: PDFDict, proveForm: (form: PDFStream) => void): void {
  for (const key of ['TR', 'HTP', 'HT', 'Font']) if (reader.in(state, key) !== undefined) throw new Unproven(`a state with ${key}`);
  const transfer = reader.in(state, 'TR2');
  if (transfer !== undefined && transfer !== PDFName.of('Default')) throw new Unproven('transfer curve');
  const blend = reader.nameIn(state, 'BM');
  if (blend !== undefined && !blendModes.has(blend)) throw new Unproven(`blend mode ${blend}`);
  const intent = reader.nameIn(state, 'RI');
  if (intent !== undefined && !renderingIntents.has(intent)) throw new Unproven('rendering intent');
  const mask = reader.in(state, 'SMask');
  if (mask === undefined || mask === PDFName.of('None')) return;
  if (!(mask instanceof PDFDict) || reader.in(mask, 'TR') !== undefined) throw new Unproven('soft mask');
  proveForm(reader.streamIn(mask, 'G'));
}
