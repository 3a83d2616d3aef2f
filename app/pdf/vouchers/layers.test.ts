import { PDFDocument, PDFName } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { foreignPdf } from '#test/fixtures/foreign-pdf.ts';
import { Layers } from './layers.ts';

/** Layers 3, 4 and 5 of a file with these settings; object 6 is what is asked about. */
async function shown(settings: string, membership = '3 0 R', usage = ''): Promise<boolean> {
  const document = await PDFDocument.load(foreignPdf([
    `<< /Type /Catalog /Pages 2 0 R /Asked ${membership.endsWith('R') ? membership : '6 0 R'} /OCProperties << /OCGs [3 0 R 4 0 R 5 0 R] /D << ${settings} >> >> >>`,
    '<< /Type /Pages /Kids [] /Count 0 >>',
    `<< /Type /OCG /Name (A) ${usage} >>`, '<< /Type /OCG /Name (B) >>', '<< /Type /OCG /Name (C) >>', membership,
  ]));
  return new Layers(document.catalog).shows(document.catalog.lookup(PDFName.of('Asked')));
}

describe('a layer is on', () => {
  test.each([
    ['unless said', '', true],
    ['not when it is switched off', '/OFF [4 0 R 3 0 R]', false],
    ['when another one is off', '/OFF [4 0 R]', true],
    ['not where all are off', '/BaseState /OFF /ON [4 0 R]', false],
    ['where it alone is on', '/BaseState /OFF /ON [3 0 R]', true],
    ['though the lists are none', '/ON 9 0 R /OFF (x) /AS [null]', true],
  ])('%s', async (_name, settings, expected) => {
    expect(await shown(settings)).toBe(expected);
  });

  test.each([
    ['/View', '/Usage << /View << /ViewState /OFF >> >>', '', false],
    ['/View', '/Usage << /View << /ViewState /ON >> >>', '/OFF [3 0 R]', true],
    ['/Print', '/Usage << /View << /ViewState /OFF >> >>', '', true],
    ['/View', '/Usage << /Print << /PrintState /OFF >> >>', '', true],
  ])('as it sets itself for %s by %s %s', async (event, usage, settings, expected) => {
    expect(await shown(`${settings} /AS [ << /Event ${event} /OCGs [3 0 R] /Category [/View] >> ]`, '3 0 R', usage)).toBe(expected);
  });
});

describe('of layers 3, on, and 4, off, a set of layers is shown', () => {
  test.each([
    ['/OCGs [3 0 R 4 0 R]', true], ['/OCGs 4 0 R', false], ['/OCGs []', true], ['/OCGs [null 9 0 R]', true],
    ['/OCGs [3 0 R 4 0 R] /P /AllOn', false], ['/OCGs [3 0 R] /P /AllOn', true],
    ['/OCGs [3 0 R 4 0 R] /P /AnyOff', true], ['/OCGs [3 0 R] /P /AnyOff', false],
    ['/OCGs [3 0 R 4 0 R] /P /AllOff', false], ['/OCGs [4 0 R] /P /AllOff', true],
    ['/OCGs 4 0 R /VE [/Or 3 0 R 4 0 R]', true], ['/VE [/And 3 0 R 4 0 R]', false],
    ['/VE [/Not 4 0 R]', true], ['/VE [/And 3 0 R [/Not [/Or 4 0 R 4 0 R]]]', true],
  ])('%s: %s', async (membership, expected) => {
    expect(await shown('/OFF [4 0 R]', `<< /Type /OCMD ${membership} >>`)).toBe(expected);
  });
});

test('what belongs to no layer is shown, and so is all of a file without layers', async () => {
  const document = await PDFDocument.load(foreignPdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>']));
  const layers = new Layers(document.catalog);
  expect([layers.areThere, layers.shows(undefined), layers.shows(document.catalog)]).toEqual([false, true, true]);
});
