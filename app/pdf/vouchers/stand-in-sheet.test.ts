import { describe, expect, test } from 'vitest';
import { foreignPdf, type ForeignObject } from '#test/fixtures/foreign-pdf.ts';
import { carried } from '#test/fixtures/carried.ts';

/** A file of one page whose catalogue has these entries; objects 5 to 7 are a file, the file's name and a widget. */
function withCatalogue(entries: string, page = ''): Buffer {
  const objects: ForeignObject[] = [
    `<< /Type /Catalog /Pages 2 0 R ${entries} >>`, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R ${page} >>`, { data: '0 0 20 20 re f' },
    { dictionary: '/Type /EmbeddedFile', data: '%PDF-1.4' }, '<< /Type /Filespec /F (faktura.pdf) /EF << /F 5 0 R >> >>',
    '<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V () /Rect [20 30 60 50] >>', { data: '<xdp:xdp/>' },
  ];
  return foreignPdf(objects);
}

const files = '/Names << /EmbeddedFiles << /Names [(faktura.pdf) 6 0 R] >> >>';
const field = '/Annots [7 0 R]';

describe('a file whose page only asks for another program is refused by what it is', () => {
  test.each([
    ['a folder of files', `/Collection << /View /D >> ${files}`, 'portfolio'],
    ['a folder of files that says no view', `/Collection << /Type /Collection >> ${files}`, 'portfolio'],
    ['a folder whose list has branches', '/Collection << >> /Names << /EmbeddedFiles << /Kids [<< /Names [(a) 6 0 R] >>] >> >>', 'portfolio'],
    ['a form that is made when it is opened', '/NeedsRendering true /AcroForm << /Fields [] /XFA 8 0 R >>', 'dynamic_form'],
    ['a form without fields on its pages', '/AcroForm << /Fields [] /XFA [(template) 8 0 R] >>', 'dynamic_form'],
    ['a wrapper around a locked file', '/Collection << /View /H >> /AF [<< /Type /Filespec /AFRelationship /EncryptedPayload >>]', 'certificate'],
  ])('%s', async (_name, entries, cause) => {
    expect(await carried(withCatalogue(entries))).toEqual({ unreadable: cause });
  });

  test('also when such a form has fields that are left over', async () => {
    expect(await carried(withCatalogue('/NeedsRendering true /AcroForm << /XFA 8 0 R >>', field))).toEqual({ unreadable: 'dynamic_form' });
  });
});

describe('taken are', () => {
  test.each([
    ['pages with a file attached', files, ''],
    ['pages with the data of an invoice attached', `${files} /AF [6 0 R null 99 0 R]`, ''],
    ['a folder that opens at its pages', `/Collection << /View /H >> ${files}`, ''],
    ['a folder with nothing in it', '/Collection << /View /D >>', ''],
    ['a form of Adobe’s that has its fields on its pages', '/AcroForm << /Fields [7 0 R] /XFA 8 0 R >>', field],
    ['a form that is to be rendered, and is none of Adobe’s', '/NeedsRendering true /AcroForm << /Fields [7 0 R] >>', field],
    ['a form whose data are nothing', '/AcroForm << /Fields [] /XFA null >>', ''],
  ])('%s', async (_name, entries, page) => {
    expect(await carried(withCatalogue(entries, page))).toHaveProperty('pages');
  });
});

test('a file that is locked by a certificate is not asked a password for', async () => {
  const locked = (filter: string) => Buffer.from(withCatalogue('').toString('latin1').replace('/Root 1 0 R', `/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter ${filter} >>`), 'latin1');
  expect(await carried(locked('/Adobe.PubSec /V 4 /SubFilter /adbe.pkcs7.s5'))).toEqual({ unreadable: 'certificate' });
  expect(await carried(locked('/EBX_HANDLER /V 1'))).toEqual({ unreadable: 'certificate' });
  const standard = `/Standard /V 2 /R 3 /Length 128 /P -4 /O <${'00'.repeat(32)}> /U <${'11'.repeat(32)}>`;
  expect(await carried(locked(standard))).toEqual({ unreadable: 'password' });
});
