import { expect, test } from 'vitest';
import { languages } from '#app/domain/programme.ts';
import { partsContents, type PartsContents } from './parts-contents.ts';

const contents: PartsContents = {
  number: 7, programmeName: 'LED skole 2026', language: 'nb',
  parts: [
    { file: 'krav-7-del-1-av-2.pdf', pages: 12, files: [{ name: 'Tilsagnsbrev', fileName: 'brev.pdf' }, { name: 'Bilag 1', fileName: 'faktura.pdf' }] },
    { file: 'krav-7-del-2-av-2.pdf', pages: 1, files: [{ name: 'Bilag 2', fileName: 'bilde.jpg' }] },
  ],
  attested: { file: 'krav-7.pdf', sha256: 'ab12', saysTheSame: true },
};

test('says in plain words which file is in which part, and what was attested', () => {
  expect(partsContents(contents)).toBe(`Krav 7, LED skole 2026: 2 PDF-er
Søknaden med alle beløp står i del 1. Delene hører sammen og sendes sammen.
Attestert som krav-7.pdf, SHA-256 ab12. Delene sier det samme.

krav-7-del-1-av-2.pdf (12 sider)
  Tilsagnsbrev: brev.pdf
  Bilag 1: faktura.pdf

krav-7-del-2-av-2.pdf (1 side)
  Bilag 2: bilde.jpg
`);
});

test('tells when words have been mended since; of a draft it speaks of no attestation', () => {
  expect(partsContents({ ...contents, attested: { file: 'k.pdf', sha256: 'ab', saysTheSame: false } })).toContain('Beløpene og forklaringen er som de ble attestert.');
  expect(partsContents({ ...contents, attested: undefined })).not.toMatch(/attester/i);
});

test('of one part says that everything fitted', () => {
  expect(partsContents({ ...contents, parts: contents.parts.slice(0, 1) })).toContain('Alt fikk plass i én del.');
});

test.each(languages)('leaves nothing to fill in, in %s', (language) => {
  for (const saysTheSame of [true, false]) {
    expect(partsContents({ ...contents, language, attested: { file: 'k.pdf', sha256: 'ab', saysTheSame } })).not.toMatch(/[{}]/);
  }
});
