import { expect, test } from 'vitest';
import type { Appendix, DocumentDescription } from '#app/pdf/document.ts';
import { aDescription } from '#test/fixtures/documents.ts';
import { textSeal } from './text-seal.ts';

const backTo = { anchor: 'list', description: 'Tilbake til bilagslisten' };
const appendix: Appendix = { anchor: 'v1', name: 'Bilag 1', fileName: 'a.pdf', backTo, pages: [{ width: 595, height: 842 }] };
const sealOf = (fields: Partial<Appendix>, own: Partial<DocumentDescription> = {}) => textSeal(aDescription({ appendices: [{ ...appendix, ...fields }], ...own }));

test('another word anywhere in the document gives another seal, also one that only a screen reader says', () => {
  const place = { ...backTo, text: 'Reise' };
  const seals = [
    sealOf({}), sealOf({ name: 'Vedlegg 1' }), sealOf({ fileName: 'b.pdf' }), sealOf({ unavailable: 'mangler' }),
    sealOf({ backTo: { ...backTo, description: 'Tilbake' } }), sealOf({ usedIn: { lead: 'Brukt i', more: 'og {count} til', places: [place] } }),
    sealOf({}, { title: 'Annet' }), sealOf({}, { blocks: [{ kind: 'paragraph', text: 'ord' }] }),
  ];
  expect(new Set(seals).size).toBe(seals.length);
});

test('what a file’s pages show is not among them', () => {
  expect(sealOf({ pages: [] })).toBe(sealOf({}));
});
