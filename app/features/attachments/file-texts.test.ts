import { describe, expect, test } from 'vitest';
import { unreadableCauses, type AttachmentState } from '#app/domain/circumstances.ts';
import { languages, type Language } from '#app/domain/programme.ts';
import { fileDetail, mostRequestMegabytes, refusedFileText, sizeText, stateText, unreadableText } from './file-texts.ts';
import { mostUploadBytes, ownRefusals, type UploadRefusal } from './upload-kind.ts';

const space = '\u00a0';
const mega = 1024 * 1024;
const pagesOf = (pages: number): AttachmentState => ({ isReadable: true, pages, sha256: '' });
const heic: AttachmentState = { isReadable: false, cause: 'type_heic' };

describe('how large a file is', () => {
  test.each<[number, Language, string]>([
    [0, 'nb', '1 kB'], [1, 'nn', '1 kB'], [1024, 'nb', '1 kB'], [1535, 'nb', '1 kB'], [1536, 'nb', '2 kB'], [120_000, 'nb', '117 kB'], [120_000, 'en', '117 KB'],
    [mega, 'nb', '1 MB'], [1.04 * mega, 'nb', '1 MB'], [1.06 * mega, 'nb', '1,1 MB'], [1.06 * mega, 'en', '1.1 MB'], [mostUploadBytes, 'nb', '15 MB'],
    [20 * 1024 * mega, 'nb', '20 GB'], [2000 * mega, 'nb', `2${space}000 MB`], [2000 * mega, 'en', '2,000 MB'],
  ])('%d bytes in %s: %s', (bytes, language, text) => {
    expect(sizeText(bytes, language)).toBe(text);
  });

  test('grows with the file', () => {
    const numbers = [1, 5_000, 50_000, 500_000].map((bytes) => Number.parseInt(sizeText(bytes, 'nb'), 10));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  });
});

describe('what a file is', () => {
  test.each<[number, Language, string]>([
    [1, 'nb', '1 side'], [2, 'nb', '2 sider'], [1, 'en', '1 page'], [2, 'en', '2 pages'], [1000, 'nn', `1${space}000 sider`], [0, 'nb', '0 sider'],
  ])('%d pages in %s: %s', (pages, language, text) => {
    expect(stateText(pagesOf(pages), language)).toBe(text);
  });

  test.each(languages)('or that a claim can’t hold it, in %s', (language) => {
    const texts = unreadableCauses.map((cause) => stateText({ isReadable: false, cause }, language));
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toMatch(/^[a-z]/);
  });

  test('both stand in a line', () => {
    expect(fileDetail({ state: pagesOf(3), bytes: 2 * mega }, 'nn')).toBe('3 sider · 2 MB');
    expect(fileDetail({ state: heic, bytes: 10_240 }, 'nb')).toBe('kan ikke tas med i kravet · 10 kB');
  });
});

describe('why a file was not taken in', () => {
  const causes: readonly UploadRefusal[] = [...ownRefusals, 'empty', 'type_gif', 'type_svg', 'type_html', 'type_office', 'type_zip', 'type_unknown'];

  test.each<[UploadRefusal, string]>([
    ['empty', '«a.pdf» er ikke lastet opp: filen er tom. Hent den på nytt fra avsenderen.'],
    ['type_zip', '«a.pdf» er ikke lastet opp: filen er en zip-fil. Pakk den ut og legg ved filene.'],
    ['too_large', '«a.pdf» er ikke lastet opp: filen er over 15 MB. Lag en mindre PDF eller et mindre bilde.'],
  ])('%s', (cause, text) => {
    expect(refusedFileText({ name: 'a.pdf', cause }, 'nb')).toBe(text);
  });

  test.each(languages)('has its own sentence for each cause in %s, with nothing left to fill in', (language) => {
    const texts = causes.map((cause) => refusedFileText({ name: 'a.pdf', cause }, language));
    expect(new Set(texts).size).toBe(causes.length);
    for (const text of texts) expect(text).toMatch(/^[^{}]*a\.pdf[^{}]*\.$/);
  });

  test('tells the limit of an upload, which is lower than that of a file in a folder', () => {
    for (const language of languages) {
      expect(refusedFileText({ name: 'a.pdf', cause: 'too_large' }, language)).toContain('15');
      expect(unreadableText('a.pdf', { isReadable: false, cause: 'too_large' }, language)).not.toContain('15');
    }
    expect(mostUploadBytes / mega).toBeLessThan(mostRequestMegabytes);
  });
});

describe('a file’s own name', () => {
  test.each(['{why}.pdf', '{file}', '$&.pdf', '$1', '<b>a</b>.pdf', '«a».pdf', 'æøå 50 %.pdf'])('%j stands as it is', (name) => {
    expect(refusedFileText({ name, cause: 'empty' }, 'nb')).toBe(`«${name}» er ikke lastet opp: filen er tom. Hent den på nytt fra avsenderen.`);
    expect(unreadableText(name, { isReadable: false, cause: 'empty' }, 'nb')?.startsWith(`«${name}» er lagret`)).toBe(true);
  });
});

test('nothing is said of a file that can be read', () => {
  for (const language of languages) expect(unreadableText('a.pdf', pagesOf(1), language)).toBeUndefined();
});
