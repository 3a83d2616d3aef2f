import { PDFContext, PDFDict, PDFName, type PDFObject } from 'pdf-lib';
import { expect, test } from 'vitest';
import { listIn } from './list-in.ts';

test('what an entry lists is read alike, whether a list, one thing by itself or a reference stands there', () => {
  const context = PDFContext.create();
  const names = (value?: PDFObject) => {
    const dict = PDFDict.withContext(context);
    if (value !== undefined) dict.set(PDFName.of('Filter'), value);
    return listIn(dict, 'Filter').map(String);
  };
  expect(names()).toEqual([]);
  expect(names(PDFName.of('FlateDecode'))).toEqual(['/FlateDecode']);
  expect(names(context.obj(['ASCII85Decode', 'DCTDecode']))).toEqual(['/ASCII85Decode', '/DCTDecode']);
  expect(names(context.obj([context.register(PDFName.of('DCTDecode'))]))).toEqual(['/DCTDecode']);
});
