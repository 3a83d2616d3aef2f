import { describe, expect, test } from 'vitest';
import { contentDisposition } from './content-disposition.ts';

describe('the header that names a file', () => {
  test('has the name twice: in plain letters and in all its own', () => {
    expect(contentDisposition('attachment', 'Kjørebok Bodø.pdf'))
      .toBe('attachment; filename="Kjorebok Bodo.pdf"; filename*=UTF-8\'\'Kj%C3%B8rebok%20Bod%C3%B8.pdf');
    expect(contentDisposition('inline', 'Ærlig (2).pdf')).toBe('inline; filename="AErlig (2).pdf"; filename*=UTF-8\'\'%C3%86rlig%20%282%29.pdf');
  });

  test('lets no name out of its quotes or onto another line', () => {
    const header = contentDisposition('attachment', 'a"; x="\r\nSet-Cookie: b=1\\%41.pdf\ud800');
    expect(header).not.toMatch(/[\r\n]/);
    expect(header.split('"')).toHaveLength(3);
    expect(() => new Headers({ 'Content-Disposition': header })).not.toThrow();
  });
});
