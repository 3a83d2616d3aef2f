import { describe, expect, test } from 'vitest';
import { anAttachment, anEhf } from '#test/fixtures/ehf.ts';
import { aPdf, aPng } from '#test/fixtures/papers.ts';
import { readPdf } from '#test/fixtures/pdf-reader.ts';
import { asPdf } from '#test/fixtures/written-pdf.ts';
import { openAnyFile } from './open-any-file.server.ts';

async function opened(bytes: Buffer) {
  const voucher = await openAnyFile(bytes);
  return 'unreadable' in voucher ? expect.fail(voucher.unreadable) : voucher;
}

describe('an e-invoice', () => {
  test('is its pages, and after them those of the files within', async () => {
    const alone = await opened(Buffer.from(anEhf()));
    const more = [anAttachment('timer.pdf', await aPdf({ marker: 'TIMER', pages: 2 })), anAttachment('bilde.png', await aPng(), 'image/png')];
    expect((await opened(Buffer.from(anEhf({ more: more.join('') })))).pages).toHaveLength(alone.pages.length + 3);
  });

  test('tells of a file within that cannot be shown, and shows the others', async () => {
    const locked = await aPdf({ marker: 'L', password: { user: 'hemmelig', owner: 'x' } });
    const more = [anAttachment('locked.pdf', locked), anAttachment('cut.pdf', (await aPdf({ marker: 'C' })).subarray(0, 300)), anAttachment('timer.pdf', await aPdf({ marker: 'TIMER' }))];
    const voucher = await opened(Buffer.from(anEhf({ more: more.join('') })));
    const pages = await readPdf(asPdf(voucher));
    const words = pages.map(({ text }) => text).join('\n').replace(/[\s\u00a0]+/g, ' ');
    for (const name of ['locked', 'cut']) expect(words).toMatch(new RegExp(`${name}\\.pdf, \\d+ kB kan ikke vises som sider`));
    expect(words).toMatch(/timer\.pdf, \d+ kB følger på sidene etter dette dokumentet: 1 side/);
    expect(words).toContain(`Side ${pages.length - 1} av ${pages.length - 1}`);
    expect(voucher.pages).toHaveLength(pages.length);
  });
});
