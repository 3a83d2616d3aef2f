import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { calendarDate, addDays } from '#app/domain/calendar-date.ts';
import { languages, type Language, type Programme } from '#app/domain/programme.ts';
import { assessClaim } from '#app/features/claims/assess-claim.ts';
import { claimDocument } from '#app/features/claims/claim-document.ts';
import { openFonts } from '#app/pdf/fonts.server.ts';
import { layoutDocument } from '#app/pdf/layout.ts';
import { projectFolder } from '#app/project-folder.ts';
import { aClaim, papersOf, today } from '#test/fixtures/claims.ts';
import { aDay, aFee, anActual, aNotRefundable, aProgramme } from '#test/fixtures/factories.ts';
import { readPdf, type ReadPage } from '#test/fixtures/pdf-reader.ts';

const samiLetters = 'ÁáČčĐđŊŋŠšŦŧŽžÂâÅåÄäÖöÆæØøÏïǤǥǦǧǨǩÕõƷʒǮǯŃń';

function aLongProgramme(lines: number): Programme {
  const expenses = Array.from({ length: lines }, (_, index) => aFee({
    id: `lang${index}`, days: [aDay(addDays(calendarDate('2026-01-15'), index % 150), index % 3 === 0 ? '20000' : '1234.56')],
    activity: index % 7 === 0 ? undefined : 'a1', description: `Oppdrag nummer ${index}`,
  }));
  return aProgramme({ expenses, grant: { amount: undefined } });
}

async function laidOut(programme: Programme, { language = 'nb', isDraft = false }: { language?: Language; isDraft?: boolean } = {}) {
  const attachments = await papersOf(programme);
  const assessment = assessClaim({ programme, today, attachments: new Map([...attachments].map(([name, { state }]) => [name, state])) });
  const filePages = new Map([...attachments].map(([name, { voucher }]) => [name, voucher?.pages ?? []]));
  const description = claimDocument({ assessment, language, isDraft, filePages });
  const fonts = openFonts(projectFolder);
  return { description, layout: layoutDocument(description, (text, font) => fonts[font].measure(text)) };
}

/** Text as a reader finds it, line breaks and hard spaces evened out. */
function flat(pages: readonly ReadPage[]): string {
  return pages.map(({ text }) => text).join('\n').replace(/[\s\u00a0]+/g, ' ');
}

describe('the claim’s document', () => {
  test.each(languages)('has every part, in order, in %s', async (language) => {
    const programme = aProgramme({ expenses: [aFee(), anActual('travel', '2412.50'), aNotRefundable('8000', { description: 'Lokale' })] });
    const { pdf, json } = await aClaim(programme, { language });
    const text = flat(await readPdf(pdf ?? Buffer.alloc(0)));
    const order = ['25/12345', '1813 64 45320', 'Kari Saksbehandler', 'LED skole 2026', 'Fagsamling 1', 'Ola Veileder', 'Lokale', 'faktura-1001.pdf', 'tilsagnsbrev.pdf side 1', 'faktura-1001.pdf side 1'];
    const places = order.map((part) => text.indexOf(part));
    expect(places.every((place) => place >= 0)).toBe(true);
    for (const step of json.explanation) expect(text).toContain(step.replace(/[\s\u00a0]+/g, ' '));
    expect(text.indexOf('tilsagnsbrev.pdf side 1')).toBeLessThan(text.indexOf('faktura-1001.pdf side 1'));
    expect(text.indexOf('Ola Veileder')).toBeLessThan(text.indexOf('Lokale'));
  });

  test('prints every Norwegian and Sámi letter, with ink', async () => {
    const { pdf, json } = await aClaim(aProgramme({ facts: { name: samiLetters } }));
    expect(json.warnings).toEqual([]);
    const pages = await readPdf(pdf ?? Buffer.alloc(0));
    expect([...samiLetters].filter((letter) => !(pages[0]?.text ?? '').includes(letter))).toEqual([]);
  });

  test('tells of a character the typeface lacks instead of dropping it', async () => {
    const { pdf, json } = await aClaim(aProgramme({ facts: { name: 'LED 漢' } }));
    expect(json.warnings.map(({ code, message }) => [code, message.includes('U+6F22')])).toEqual([['character_not_printable', true]]);
    expect((await readPdf(pdf ?? Buffer.alloc(0)))[0]?.text).toContain('LED \ufffd');
  });

  const kinds = languages.flatMap((language) => [true, false].map((isDraft) => ({ language, isDraft })));

  test.each(kinds)('has ink on every line of text and every stamp, and where vouchers have their words, on every page: %o', async (kind) => {
    const programme = aLongProgramme(30);
    const { layout } = await laidOut(programme, kind);
    const pages = await readPdf((await aClaim(programme, kind)).pdf ?? Buffer.alloc(0), 2);
    const seen = { text: 0, hidden: 0 };
    for (const [index, page] of layout.pages.entries()) {
      const picture = pages[index];
      if (picture === undefined) throw new Error('a page is missing');
      for (const item of page.items) {
        if ((item.kind !== 'text' && item.kind !== 'hidden') || item.text.trim() === '') continue;
        seen[item.kind] += 1;
        expect(inkAt(picture, item), `${index + 1}: ${item.text}`).toBeGreaterThan(2);
      }
    }
    expect(seen.text > 300 && seen.hidden >= 4).toBe(true);
  });

  test('leaves no text outside its page, and none on top of another', async () => {
    const { layout } = await laidOut(aLongProgramme(40));
    const fonts = openFonts(projectFolder);
    for (const page of layout.pages) {
      const boxes = page.items.flatMap((item) => (item.kind === 'text' && item.text.trim() !== ''
        ? [{ x: item.x, width: fonts[item.font].measure(item.text.trimEnd()) * item.size, top: item.baseline - item.size * 0.7, bottom: item.baseline, text: item.text }] : []));
      for (const [index, box] of boxes.entries()) {
        expect(box.x >= 0 && box.x + box.width <= page.width - 14 && box.bottom <= page.height, box.text).toBe(true);
        const hits = boxes.slice(index + 1).filter((other) => other.x < box.x + box.width - 0.5 && box.x < other.x + other.width - 0.5 && other.top < box.bottom && box.top < other.bottom);
        expect(hits.map((other) => `${box.text} × ${other.text}`)).toEqual([]);
      }
    }
  });

  test('numbers its pages, repeats heads and carries sums', async () => {
    const { pdf, json } = await aClaim(aLongProgramme(120));
    const pages = await readPdf(pdf ?? Buffer.alloc(0));
    const own = pages.filter(({ text }) => /Side \d+ av/.test(text));
    own.forEach(({ text }, index) => { expect(text).toContain(`Side ${index + 1} av ${json.pdf?.pages}`); });
    const carried = (words: string) => own.flatMap(({ text }) => [...text.matchAll(new RegExp(`${words} (.+)`, 'g'))].map(([, sums]) => sums?.trim()));
    expect(carried('Overføres til neste side').length).toBeGreaterThan(5);
    expect(carried('Overført fra forrige side')).toEqual(carried('Overføres til neste side'));
    expect(own.filter(({ text }) => text.includes('Overført fra')).every(({ text }) => text.includes('Grunnlag'))).toBe(true);
  });

  test('has its contents on the front page, or else what follows below it', async () => {
    const [plainName, longName] = await Promise.all([aProgramme(), aProgramme({ facts: { name: 'Lederutdanning for rektorer og styrere '.repeat(9) } })].map((programme) => laidOut(programme)));
    const usedOf = (page: number) => Math.max(...(longName?.layout.pages[page]?.items ?? []).flatMap((item) => (item.kind === 'text' && item.size !== 7.5 ? [item.baseline] : [])));
    expect(plainName?.layout.anchors.get('programme')).toMatchObject({ page: 1, y: 74 });
    expect(longName?.layout.anchors.get('programme')?.page).toBe(1);
    expect(longName?.layout.anchors.get('programme')?.y).toBeGreaterThan(74 + 40);
    expect(usedOf(1)).toBeGreaterThan(500);
  });

  test('sets the digits of both faces equally wide, so that amounts stand in columns', () => {
    const { regular, strong } = openFonts(projectFolder);
    expect(new Set([...'0123456789'].flatMap((digit) => [regular.measure(digit), strong.measure(digit)])).size).toBe(1);
  });

  test('loses no word of a cell taller than a page', async () => {
    const words = Array.from({ length: 1_500 }, (_, index) => `ord${index}`);
    const { pdf } = await aClaim(aProgramme({ expenses: [aFee({ description: words.join(' ') })] }));
    const text = flat(await readPdf(pdf ?? Buffer.alloc(0)));
    expect(words.filter((word) => !text.includes(word))).toEqual([]);
  });

  test('is the same to the byte, and another claim is not', async () => {
    const programme = aProgramme({ expenses: [aFee({ id: 'fast' })] });
    const [first, second] = await Promise.all([aClaim(programme), aClaim(programme)]);
    expect(first.pdf?.equals(second.pdf ?? Buffer.alloc(0))).toBe(true);
    const other = await aClaim({ ...programme, facts: { ...programme.facts, leaderCount: 25 } });
    expect(first.pdf?.equals(other.pdf ?? Buffer.alloc(0))).toBe(false);
  });
});

describe('the structure a screen reader follows', () => {
  test('tags everything: one real table head each, headings in order, links with words', async () => {
    const { pdf } = await aClaim(aLongProgramme(60));
    const objects = plainObjects(pdf ?? Buffer.alloc(0));
    const count = (pattern: RegExp) => objects.match(pattern)?.length ?? 0;
    expect(objects).toContain('/MarkInfo << /Marked true >>');
    expect(objects).toContain('/Lang (nb)');
    expect(count(/\/S \/H1 /g)).toBe(1);
    expect(count(/\/S \/THead /g)).toBe(4);
    expect(count(/\/S \/Table /g)).toBe(5 + 1);
    expect(count(/\/Subtype \/Link /g)).toBe(count(/\/S \/Link /g));
    expect(count(/\/Contents <FEFF[0-9A-F]+>/g)).toBe(count(/\/Subtype \/Link /g));
    expect(count(/\/S \/Figure /g)).toBe(2);
  });

  test('sets every bookmark, from the title down to the last voucher', async () => {
    const { layout } = await laidOut(aProgramme());
    expect(layout.bookmarks.map(({ title }) => title)).toEqual([
      'Søknad om refusjon av OU-midler', 'Opplysninger til KS’ skjema', 'Programmet og samlingene', 'Spesifikasjon av kostnadene',
      'Fagsamling 1', 'Slik er beløpet regnet ut', 'Det som ikke er krevd', 'Bilagsliste', 'Tilsagnsbrev: tilsagnsbrev.pdf', 'Bilag 1: faktura-1001.pdf',
    ]);
  });

  test('leads from its contents to each part, from each line to its voucher and back', async () => {
    const { layout } = await laidOut(aProgramme({ expenses: [aFee(), anActual('travel', '10', { attachments: ['billett.pdf', 'faktura-1001.pdf'] })] }));
    const links = layout.pages.flatMap((page, index) => page.links.map(({ target, description }) => `${index < layout.ownPages ? 'own' : 'voucher'} → ${target}: ${description}`));
    expect(links).toEqual([
      'own → programme: Programmet og samlingene', 'own → specification: Spesifikasjon av kostnadene',
      'own → explanation: Slik er beløpet regnet ut', 'own → not-claimed: Det som ikke er krevd', 'own → voucher-list: Bilagsliste',
      'own → letter: Tilsagnsbrev og bilag',
      'own → voucher-1: 1', 'own → voucher-2: 2,', 'own → voucher-1: 1',
      'own → letter: Tilsagnsbrev', 'own → voucher-1: 1', 'own → voucher-2: 2',
      'voucher → voucher-list: Tilbake til bilagslisten', 'voucher → expense-0: Tilbake til spesifikasjonen: Honorar 10.02.2026',
      'voucher → expense-1: Tilbake til spesifikasjonen: Reise 10.02.2026', 'voucher → expense-1: Tilbake til spesifikasjonen',
    ]);
  });
});

/** Dark pixels where a text stands. */
function inkAt({ pixels, pixelWidth, width }: ReadPage, text: { x: number; baseline: number; size: number }): number {
  const scale = pixelWidth / width;
  let ink = 0;
  for (let y = Math.floor((text.baseline - text.size * 0.75) * scale); y < Math.ceil((text.baseline + 2) * scale); y += 1) {
    for (let x = Math.floor(text.x * scale); x < Math.ceil((text.x + text.size * 2) * scale); x += 1) {
      if ((pixels[y * pixelWidth + x] ?? 255) < 190) ink += 1;
    }
  }
  return ink;
}

/** The packed objects of a file as text. */
function plainObjects(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  return [...text.matchAll(/\/Type \/ObjStm [^>]*\/Length (\d+) >>\nstream\n/g)].map((match) => {
    const start = match.index + match[0].length;
    return inflateSync(bytes.subarray(start, start + Number(match[1]))).toString('latin1');
  }).join('\n');
}
