/** Draws the README's pictures from the demo's claim: `npx ou demo --no-serve && npm run pictures`. Kept small by a palette. */
import { readFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { projectFolder } from '#app/project-folder.ts';
import { readPdf } from '#test/fixtures/pdf-reader.ts';

const pictures = [
  { page: 1, name: 'claim-first-page.png' },
  { page: 3, name: 'claim-specification.png' },
];
const pixelsPerPoint = 1.4;

const pages = await readPdf(await readFile(join(projectFolder, 'data', 'demo', 'claim.pdf')), pixelsPerPoint);
const folder = join(projectFolder, 'public', 'pictures');
await mkdir(folder, { recursive: true });
for (const { page, name } of pictures) {
  const read = pages[page - 1];
  if (read === undefined) throw new Error(`The demo's claim has no page ${page}`);
  await sharp(read.colours, { raw: { width: read.pixelWidth, height: read.pixelHeight, channels: 3 } })
    .extend({ top: 1, bottom: 1, left: 1, right: 1, background: '#c9ced6' })
    .png({ palette: true, colours: 24, compressionLevel: 9 })
    .toFile(join(folder, name));
}
