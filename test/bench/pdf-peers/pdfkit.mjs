import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import PDFDocument from 'pdfkit';
import { asked, columns, rows, title } from './rows.mjs';

const { count, file, regular, strong } = asked();
const subset = process.env['SUBSET'];
const archive = subset === undefined ? {} : { subset };
const info = { Title: title };
const document = new PDFDocument({ size: 'A4', margin: 51, pdfVersion: '1.7', lang: 'nb', tagged: subset !== undefined, displayTitle: true, info, ...archive });
const output = createWriteStream(file);
document.pipe(output);
document.registerFont('regular', regular);
document.registerFont('strong', strong);
// Tags are asked for only where the file is to keep to an archive's standard.
const root = subset === undefined ? undefined : document.struct('Document');
if (root !== undefined) document.addStructure(root);
const tagged = (parent, tag, draw) => {
  if (parent === undefined) draw();
  else parent.add(document.struct(tag, draw));
};
const within = (parent, tag) => {
  if (parent === undefined) return undefined;
  const element = document.struct(tag);
  parent.add(element);
  return element;
};
let y = 51;
tagged(root, 'H1', () => { document.font('strong').fontSize(22).text(title, 51, y); });
y += 34;
document.fontSize(8.5);
const table = within(root, 'Table');
const placeRow = (cells, font, tag) => {
  document.font(font);
  const height = Math.max(...cells.map((text, index) => document.heightOfString(text, { width: columns[index].width - 8 })));
  if (y + height > 780) { document.addPage(); y = 51; }
  const row = within(table, 'TR');
  let x = 51;
  for (const [index, text] of cells.entries()) {
    const { width, align } = columns[index];
    const [left, top] = [x, y];
    tagged(row, tag, () => { document.text(text, left, top, { width: width - 8, align }); });
    x += width;
  }
  row?.end();
  y += height + 6;
};
placeRow(columns.map(({ label }) => label), 'strong', 'TH');
for (const cells of rows(count)) placeRow(cells, 'regular', 'TD');
table?.end();
root?.end();
document.end();
await finished(output);
