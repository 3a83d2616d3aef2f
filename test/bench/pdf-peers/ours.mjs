import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { renderDocument } from '#app/pdf/render.server.ts';
import { asked, columns, rows, title } from './rows.mjs';

const { count, file, regular } = asked();
const description = {
  title, language: 'nb', author: 'OU-refusjon', subject: title, madeOn: '2026-11-26', runningHead: { start: title, end: '' },
  words: { footer: 'Side {page} av {pages}', stamp: '', carriedTo: '', carriedFrom: '', continued: '', backLink: '' }, appendices: [],
  blocks: [{ kind: 'title', text: title, lead: `${count} linjer` }, {
    kind: 'table', summary: title, hasHead: true,
    columns: columns.map(({ label, width, align }) => ({ label, width, align: align === 'right' ? 'end' : 'start' })),
    groups: [{
      rows: rows(count).map((cells) => ({ cells: cells.map((text, index) => ({ paragraphs: [text], isHeader: index === 0 })) })),
    }],
  }],
};
writeFileSync(file, renderDocument({ description, vouchers: [], projectFolder: dirname(dirname(dirname(regular))) }).pdf.toBytes());
