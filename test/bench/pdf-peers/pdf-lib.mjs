import { readFileSync, writeFileSync } from 'node:fs';
import fontkit from '@pdf-lib/fontkit';
import { PDFDocument } from '@cantoo/pdf-lib';
import { asked, columns, rows, title } from './rows.mjs';

const { count, file, regular, strong } = asked();
const document = await PDFDocument.create();
document.registerFontkit(fontkit);
document.setTitle(title);
// Its subsetter fails on this typeface, so the whole of it goes in.
const [body, bold] = [await document.embedFont(readFileSync(regular)), await document.embedFont(readFileSync(strong))];
const [left, top, bottom, size, leading] = [51, 780, 60, 8.5, 11.5];
let page = document.addPage([595.28, 841.89]);
let y = top;
page.drawText(title, { x: left, y, size: 22, font: bold });
y -= 34;
const cell = (text, index, font) => {
  const x = left + columns.slice(0, index).reduce((sum, { width }) => sum + width, 0);
  const at = columns[index].align === 'right' ? x + columns[index].width - font.widthOfTextAtSize(text, size) : x;
  page.drawText(text, { x: at, y, size, font });
};
const wrapped = (text, width) => text.split(' ').reduce((lines, word) => {
  const last = lines.at(-1);
  if (last !== '' && body.widthOfTextAtSize(`${last} ${word}`, size) > width) lines.push(word);
  else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  return lines;
}, ['']);
const head = () => { columns.forEach(({ label }, index) => { cell(label, index, bold); }); y -= leading + 6; };
head();
for (const row of rows(count)) {
  const lines = wrapped(row[2], columns[2].width - 8);
  if (y - lines.length * leading < bottom) { page = document.addPage([595.28, 841.89]); y = top; head(); }
  row.forEach((text, index) => { if (index !== 2) cell(text, index, body); });
  for (const line of lines) { cell(line, 2, body); y -= leading; }
  y -= 6;
}
writeFileSync(file, await document.save());
