import { describe, expect, test } from 'vitest';
import { languages } from '#app/domain/programme.ts';
import { aClaim } from '#test/fixtures/claims.ts';
import { aDay, aFee, anActual, aNotRefundable, aProgramme } from '#test/fixtures/factories.ts';
import { readAloud } from '#test/fixtures/read-aloud.ts';

/** A claim as a screen reader says it, in the order it says it: kept as a text that a person can read. */

const programme = aProgramme({
  expenses: [
    aFee({ days: [aDay('2026-02-10', '20000'), aDay('2026-02-11', '20000')] }), anActual('travel', '2412.50'),
    aNotRefundable('8000', { description: 'Leie av lokale' }),
  ],
});

async function said(language: (typeof languages)[number]): Promise<string> {
  const { pdf = Buffer.alloc(0) } = await aClaim(programme, { language });
  return readAloud(pdf);
}

describe('a claim read aloud', () => {
  test('in bokmål, from its title to its last voucher', async () => {
    await expect(await said('nb')).toMatchFileSnapshot('__snapshots__/read-aloud.nb.txt');
  });

  test.each(['nn', 'en'] as const)('in %s has the same structure, but for what is marked as of another language', async (language) => {
    const structure = (text: string) => text.split('\n').filter((line) => !/^\s*Span/.test(line)).map((line) => /^\s*\w+/.exec(line)?.[0] ?? '');
    expect(structure(await said(language))).toEqual(structure(await said('nb')));
  });

  test('says every word of a voucher that goes in as a picture, after what it is a picture of', async () => {
    const lines = (await said('nb')).split('\n').map((line) => line.trim());
    const picture = lines.findIndex((line) => line.startsWith('Figure [faktura-1001.pdf'));
    expect(picture).toBeGreaterThan(0);
    expect(lines[picture + 1]).toBe('P: faktura-1001.pdf side 1');
  });

  test('words at the end of a line or a paragraph and the beginning of the next are not joined', async () => {
    expect(await said('nb')).toContain('Prosessveiledning Faktura 1001, IMTEC AS, 15.02.2026 2 dager à 20~000,00~kr regnes som 18~000,00~kr hver, taket for én dag.');
  });
});

test('what the organisation wrote is of its language, in a document of another', async () => {
  const marked = async (language: (typeof languages)[number]) => {
    const { pdf = Buffer.alloc(0) } = await aClaim(programme, { language });
    return (await readAloud(pdf)).split('\n').flatMap((line) => /Span \{nb\}: (.*)/.exec(line)?.slice(1) ?? []);
  };
  expect(await marked('nb')).toEqual([]);
  expect(await marked('en')).toEqual(expect.arrayContaining(['Fagsamling 1', 'Prosessveiledning']));
});
