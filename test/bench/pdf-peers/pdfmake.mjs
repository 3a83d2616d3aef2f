import { writeFileSync } from 'node:fs';
import pdfmake from 'pdfmake';
import { asked, columns, rows, title } from './rows.mjs';

const { count, file, regular, strong } = asked();
pdfmake.setFonts({ Noto: { normal: regular, bold: strong } });
pdfmake.setLocalAccessPolicy?.(() => true);
const head = columns.map(({ label, align }) => ({ text: label, bold: true, alignment: align }));
const body = [head, ...rows(count).map((row) => row.map((text, index) => ({ text, alignment: columns[index].align })))];
const document = pdfmake.createPdf({
  pageSize: 'A4', pageMargins: 51, info: { title }, defaultStyle: { font: 'Noto', fontSize: 8.5 },
  content: [{ text: title, fontSize: 22, bold: true, margin: [0, 0, 0, 12] }, { layout: 'lightHorizontalLines', table: { headerRows: 1, widths: columns.map(({ width }) => width - 9), body } }],
});
writeFileSync(file, await document.getBuffer());
