import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import PDFDocument from 'pdfkit';
import { asked, columns, rows, title } from './rows.mjs';

const { count, file, regular, strong } = asked();
const subset = process.env['SUBSET'];
const document = new PDFDocument({ size: 'A4', margin: 51, pdfVersion: '1.7', lang: 'nb', tagged: subset !== undefined, displayTitle: true, info: { Title: title }, ...(subset === undefined ? {} : { subset }) });
const output = createWriteStream(file);
document.pipe(output);
document.registerFont('regular', regular);
document.registerFont('strong', strong);
const root = subset === undefined ? undefined : document.struct('Document');
if (root !== undefined) document.addStructure(root);
const heading = () => { document.font('strong').fontSize(22).text(title); };
if (root === undefined) heading();
else root.add(document.struct('H1', heading));
document.moveDown();
document.font('regular').fontSize(8.5);
const table = document.table({
  ...(root === undefined ? {} : { structParent: root }),
  columnStyles: columns.map(({ width, align }) => ({ width, align: { x: align, y: 'top' } })),
  defaultStyle: { border: [0, 0, 0.4, 0], padding: 4 },
});
table.row(columns.map(({ label }) => ({ text: label, type: 'TH' })));
for (const row of rows(count)) table.row(row);
table.end();
if (root !== undefined) root.end();
document.end();
await finished(output);
