import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { launchChromium } from '#test/browser/chromium.ts';
import { asked, columns, rows, title } from './rows.mjs';

const { count, file, regular, strong } = asked();
const face = (path, weight) => `@font-face { font-family: Noto; src: url(${pathToFileURL(path).href}); font-weight: ${weight} }`;
const row = (cells, tag) => `<tr>${cells.map((text, index) => `<${tag} style="text-align:${columns[index].align};width:${columns[index].width}pt">${text}</${tag}>`).join('')}</tr>`;
const html = `<!doctype html><html lang="nb"><title>${title}</title><style>${face(regular, 400)}${face(strong, 700)}
body { font: 8.5pt Noto } table { border-collapse: collapse } td { border-bottom: .4pt solid #ccc; padding: 4pt }</style>
<h1>${title}</h1><table><thead>${row(columns.map(({ label }) => label), 'th')}</thead><tbody>${rows(count).map((cells) => row(cells, 'td')).join('')}</tbody></table></html>`;
const browser = await launchChromium();
const page = await browser.newPage();
await page.setContent(html, { timeout: 600_000 });
writeFileSync(file, await page.pdf({ format: 'A4', tagged: true, margin: { top: '18mm', bottom: '18mm', left: '18mm', right: '18mm' }, timeout: 600_000 }));
await browser.close();
