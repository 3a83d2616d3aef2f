import { describe, expect, test } from 'vitest';
import { money } from '#app/domain/money.ts';
import { languages } from '#app/domain/programme.ts';
import { projectFolder } from '#app/project-folder.ts';
import { translator } from '#app/i18n/translate.ts';
import { aFullEhf, aLine, anAttachment, anEhf, cbc } from '#test/fixtures/ehf.ts';
import { readPdf } from '#test/fixtures/pdf-reader.ts';
import { renderInvoice, type RenderedInvoice } from './render-invoice.server.ts';

const options = { language: 'nb', projectFolder } as const;

function rendered(bytes: Uint8Array, language: (typeof languages)[number] = 'nb'): RenderedInvoice {
  const result = renderInvoice(bytes, { ...options, language });
  return 'refused' in result ? expect.fail(result.refused) : result;
}

async function wordsOf({ toPdf }: RenderedInvoice, pagesWithin: readonly (number | undefined)[] = []): Promise<string> {
  return (await readPdf(toPdf(pagesWithin))).map(({ text }) => text).join('\n').replace(/[\s\u00a0]+/g, ' ');
}

describe('an e-invoice becomes a PDF', () => {
  test.each(languages)('that another reader opens and reads, in %s', async (language) => {
    const words = await wordsOf(rendered(Buffer.from(aFullEhf()), language));
    const t = translator(language);
    for (const text of [t('invoice.title'), 'Fjellklang AS', 'Varebeskrivelse', 'Blågrønn', t('invoice.lines.sum'), t('invoice.payable')]) expect(words).toContain(text);
  });

  test('with the same bytes for the same file', () => {
    const xml = Buffer.from(aFullEhf());
    expect(rendered(xml).toPdf([]).equals(rendered(xml).toPdf([]))).toBe(true);
  });

  test('with every line of five hundred, over many pages', async () => {
    const lines = Array.from({ length: 500 }, (_, index) => ({ ...aLine, amount: money(`${index}.25`), name: `Vare nr. ${index + 1} av mange.` }));
    const words = await wordsOf(rendered(Buffer.from(anEhf({ lines }))));
    expect(lines.filter(({ name }) => !words.includes(name))).toEqual([]);
    expect(words).toContain('124 875,00');
  });

  test('in whichever encoding it is written', async () => {
    const xml = anEhf({ more: cbc('Note', 'Bærekraft på Ås') });
    const latin = xml.replace('UTF-8', 'ISO-8859-1');
    const all = [Buffer.from(xml), Buffer.from(`\ufeff${xml}`), Buffer.from(latin, 'latin1'), Buffer.from(`\ufeff${xml.replace('UTF-8', 'UTF-16')}`, 'utf16le')];
    for (const bytes of all) expect(await wordsOf(rendered(bytes))).toContain('Bærekraft på Ås');
  });

  test('that says which characters its typeface lacks', async () => {
    const words = await wordsOf(rendered(Buffer.from(anEhf({ more: cbc('Note', 'Levert til 中 i Oslo') }))));
    expect(words).toContain('Skriften mangler noen av tegnene i filen. De står som \ufffd her: U+4E2D.');
    expect(words).toContain('Levert til \ufffd i Oslo');
  });
});

describe('the files inside come with it', () => {
  test('by name, byte by byte, in the order of the file', () => {
    const [first, second] = [Buffer.from('%PDF-1.7 en'), Buffer.alloc(50_000, 7)];
    const { attachments } = rendered(Buffer.from(anEhf({ more: anAttachment('en.pdf', first) + anAttachment('to.bin', second) })));
    expect(attachments).toEqual([{ name: 'en.pdf', bytes: first }, { name: 'to.bin', bytes: second }]);
  });

  test('and the document tells which of them follow as pages, and which cannot', async () => {
    const files = ['timer.pdf', 'regneark.xlsx', 'kvittering.pdf'].map((name) => anAttachment(name, Buffer.from(name)));
    const words = await wordsOf(rendered(Buffer.from(anEhf({ more: files.join('') }))), [3, undefined, 1]);
    expect(words).toMatch(/timer\.pdf, 1 kB følger på sidene etter dette dokumentet: 3 sider/);
    expect(words).toMatch(/regneark\.xlsx, 1 kB kan ikke vises som sider, og ligger bare i XML-filen/);
    expect(words).toMatch(/kvittering\.pdf, 1 kB følger på sidene etter dette dokumentet: 1 side(?!r)/);
  });

  test('but not what is not whole, or lies elsewhere', async () => {
    const xml = anEhf({ more: anAttachment('en.pdf', Buffer.from('x')) }).replace('eA==', 'eA=');
    const result = rendered(Buffer.from(xml));
    expect(result.attachments).toEqual([]);
    expect(await wordsOf(result)).toContain('en.pdf kan ikke tas ut');
  });
});

describe('a file that is no e-invoice is refused', () => {
  test.each<[string, string, Uint8Array]>([
    ['empty', 'nothing', Buffer.alloc(0)],
    ['too_large', 'fifty megabytes', Buffer.alloc(50 * 1024 * 1024, 0x20)],
    ['encoding', 'bytes that are no text', Buffer.from([0x3c, 0xff, 0xfe, 0x80])],
    ['encoding', 'ISO-8859-1 that says UTF-8', Buffer.from(anEhf(), 'latin1')],
    ['doctype', 'a document type', Buffer.from('<!DOCTYPE html><html/>')],
    ['doctype', 'a document type in UTF-16', Buffer.from('\ufeff<!DOCTYPE html><html/>', 'utf16le')],
    ['damaged', 'a PDF', Buffer.from('%PDF-1.7')],
    ['not_invoice', 'a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ])('as %s: %s', (refused, _, bytes) => {
    expect(renderInvoice(bytes, options)).toEqual({ refused });
  });
});
