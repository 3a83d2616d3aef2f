import { readFileSync, writeFileSync } from 'node:fs';
import { jsPDF } from 'jspdf';
import { autoTable } from 'jspdf-autotable';
import { asked, columns, rows, title } from './rows.mjs';

const { count, file, regular, strong } = asked();
const document = new jsPDF({ unit: 'pt', format: 'a4', compress: true });
for (const [path, style] of [[regular, 'normal'], [strong, 'bold']]) {
  document.addFileToVFS(`${style}.ttf`, readFileSync(path, 'base64'));
  document.addFont(`${style}.ttf`, 'Noto', style);
}
document.setProperties({ title });
document.setFont('Noto', 'bold').setFontSize(22).text(title, 51, 80);
autoTable(document, {
  startY: 100, margin: 51, head: [columns.map(({ label }) => label)], body: rows(count), styles: { font: 'Noto', fontSize: 8.5 },
  columnStyles: Object.fromEntries(columns.map(({ width, align }, index) => [index, { cellWidth: width, halign: align }])),
});
writeFileSync(file, Buffer.from(document.output('arraybuffer')));
