import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { asked, columns, rows, title } from './rows.mjs';

const { count, file, regular } = asked();
const escape = (text) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
const cells = rows(count).flat().map((text) => `"${escape(text)}"`).join(',');
const source = `#set document(title: "${title}", date: datetime(year: 2026, month: 11, day: 26))
#set text(font: "Noto Sans", size: 8.5pt, lang: "nb")
#set page(paper: "a4", margin: 51pt)
= ${title}
#table(columns: (${columns.map(({ width }) => `${width}pt`).join(',')}), align: (${columns.map(({ align }) => align).join(',')}), stroke: none, table.header(${columns.map(({ label }) => `[${label}]`).join(',')}), ${cells})`;
const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [dirname(regular)] }] });
const compiled = compiler.pdf({ mainFileContent: source }, { pdfStandard: process.env['SUBSET'] });
writeFileSync(file, compiled);
