import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AttachmentState } from '#app/domain/circumstances.ts';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { money } from '#app/domain/money.ts';
import { languages, type Language, type Programme } from '#app/domain/programme.ts';
import { formatAmount, formatKroner } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import type { DocumentDescription, Table } from '#app/pdf/document.ts';
import { anAssessment, aRichProgramme, cellTexts, plain, someProgrammes } from '#test/fixtures/assessments.ts';
import { outlineOf } from '#test/fixtures/document-outline.ts';
import { anchorsOf, linksOf, textsOf } from '#test/fixtures/document-texts.ts';
import { aFee, anActual, aProgramme } from '#test/fixtures/factories.ts';
import { claimDocument } from './claim-document.ts';
import { claimJson } from './claim-json.ts';

interface Options {
  readonly language?: Language;
  readonly isDraft?: boolean;
  readonly files?: Readonly<Record<string, AttachmentState>>;
}

function documentOf(programme: Programme, { language = 'nb', isDraft = false, files = {} }: Options = {}): DocumentDescription {
  return claimDocument({ assessment: anAssessment(programme, files), language, isDraft, filePages: new Map() });
}

const headingsOf = ({ blocks }: DocumentDescription) =>
  blocks.flatMap((block) => (block.kind === 'heading' && block.level === 2 ? [block.text] : []));
const tablesOf = ({ blocks }: DocumentDescription) => blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
const stepsOf = ({ blocks }: DocumentDescription) => blocks.flatMap((block) => (block.kind === 'steps' ? [block.items.map(plain)] : []));

describe('the document', () => {
  test.each(languages)('has its parts in order, in %s', (language) => {
    const t = translator(language);
    const parts = [
      t('document.form.heading'), t('document.programme.heading'), t('document.specification.heading'), t('document.explanation.heading'),
      t('document.notClaimed.heading'), t('document.list.heading'),
    ];
    const document = documentOf(aRichProgramme(), { language });
    expect(headingsOf(document)).toEqual(parts);
    expect(document.blocks.slice(0, 2).map(({ kind }) => kind)).toEqual(['title', 'panel']);
  });

  test('says everything a claim says, in bokmål', async () => {
    await expect(outlineOf(documentOf(aRichProgramme()))).toMatchFileSnapshot('__snapshots__/claim-document.nb.txt');
  });

  test('has the same parts, rows, links and places in every language', () => {
    const shapeOf = (language: Language) => {
      const document = documentOf(aRichProgramme(), { language, isDraft: true });
      const kinds = document.blocks.map(({ kind }) => kind);
      const [anchors, links, texts] = [anchorsOf(document), linksOf(document), textsOf(document).length];
      return { kinds, texts, links, anchors, language: document.language };
    };
    const bokmal = shapeOf('nb');
    expect(shapeOf('nn')).toEqual({ ...bokmal, language: 'nn' });
    expect(shapeOf('en')).toEqual({ ...bokmal, language: 'en' });
  });

  test.each(languages)('leaves no value unfilled and no word undefined in %s', (language) => {
    fc.assert(fc.property(someProgrammes, fc.boolean(), (programme, isDraft) => {
      const said = textsOf(documentOf(programme, { language, isDraft })).map(plain);
      expect(said.filter((text) => /[{}]|undefined|NaN|\[object/.test(text))).toEqual([]);
    }), { numRuns: 30 });
  });

  test('every link leads to a place in the document, no place is there twice, and every file leads back', () => {
    fc.assert(fc.property(someProgrammes, (programme) => {
      const document = documentOf(programme, { isDraft: true });
      const anchors = anchorsOf(document);
      expect(new Set(anchors).size).toBe(anchors.length);
      const targets = linksOf(document);
      expect([...targets, ...document.appendices.flatMap(({ backTo, usedIn }) => [backTo.anchor, ...usedIn?.places.map(({ anchor }) => anchor) ?? []])].filter((target) => !anchors.includes(target))).toEqual([]);
    }));
  });
});

describe('the figures on paper are those of claim.json', () => {
  const lastRow = (table: Table | undefined) => (table?.total === undefined ? [] : cellTexts(table.total));

  test.each(languages)('all sums, for any programme, in %s', (language) => {
    fc.assert(fc.property(someProgrammes, (programme) => {
      const { totals, explanation } = claimJson(anAssessment(programme), language, undefined);
      const amountOf = (name: string) => formatAmount(money(totals[name] ?? ''), language);
      const document = documentOf(programme, { language });
      const specification = tablesOf(document).find(({ columns }) => columns.length === 7);
      const notClaimed = tablesOf(document).find(({ columns, total }) => columns.length === 4 && total !== undefined);
      const sums = ['eligible', 'basis', 'refund'].map(amountOf);
      expect(lastRow(specification).slice(1)).toEqual(specification === undefined ? [] : sums);
      expect(lastRow(notClaimed).slice(1)).toEqual(notClaimed === undefined ? [] : [amountOf('ownShare')]);
      expect(document.blocks[1]).toMatchObject({ kind: 'panel', main: { value: totals['percent'] === null ? translator(language)('document.unknown') : formatKroner(money(totals['refund'] ?? ''), language) } });
      expect(stepsOf(document)).toEqual([explanation]);
    }), { numRuns: 40 });
  });

  test('each line says the net, basis and refund of its line there', () => {
    fc.assert(fc.property(someProgrammes, (programme) => {
      const { lines } = claimJson(anAssessment(programme), 'nb', undefined);
      const rows = tablesOf(documentOf(programme)).flatMap(({ groups }) => groups.flatMap((group) => group.rows));
      for (const [index, { kind, net, basis, refund }] of lines.entries()) {
        const row = rows.find(({ anchor }) => anchor === `expense-${index}`) ?? expect.fail();
        const amounts = kind === 'not_refundable' ? [net] : [net, basis, refund];
        expect(cellTexts(row).slice(-amounts.length)).toEqual(amounts.map((text) => formatAmount(money(text), 'nb')));
      }
    }));
  });
});

describe('what KS looks for first', () => {
  const panelOf = (programme: Programme, files = {}) => {
    const panel = documentOf(programme, { files }).blocks[1] ?? expect.fail();
    const facts = 'facts' in panel ? panel.facts.map(({ value }) => value.replaceAll('\u00a0', ' ')) : [];
    return { note: 'main' in panel ? panel.main.note.replaceAll('\u00a0', ' ') : '', facts };
  };

  test('the amount, the reference without its suffix, the account, the organisation and the vouchers', () => {
    expect(panelOf(aRichProgramme())).toEqual({
      note: '70 % av grunnlaget på 94 307,35 kr', facts: ['25/12345', '1813 64 45320', '940 155 223', '7 bilag, 14 sider'],
    });
  });

  test('that the grant cut the amount, or that the percentage is missing', () => {
    expect(panelOf(aProgramme({ grant: { amount: money('5') } })).note).toBe('70 % av grunnlaget på 15 000,00 kr, begrenset av tilsagnet');
    expect(panelOf(aProgramme({ grant: { appliedOn: calendarDate('2018-01-01') } })).note).toBe('Prosenten mangler');
  });

  test('that the reference, account and organisation number are missing, when left blank too', () => {
    for (const blank of [undefined, '', ' ']) {
      const programme = aProgramme({ organisation: { organisationNumber: blank, bankAccount: blank }, grant: { reference: blank } });
      expect(panelOf(programme).facts.slice(0, 3)).toEqual(['mangler', 'mangler', 'mangler']);
    }
  });

  test('pages of files that can be read only', () => {
    const programme = aProgramme({ expenses: [aFee({ attachments: ['a.pdf', 'b.pdf'] })] });
    expect(panelOf(programme, { 'b.pdf': { isReadable: false, cause: 'damaged' } }).facts[3]).toBe('2 bilag, 2 sider');
  });
});

describe('a draft', () => {
  const checklist = translator('nb')('document.checklist.heading');
  const wrong = aProgramme({ grant: { reference: '', letter: undefined } });

  test('says UTKAST and carries the checklist; a final claim does neither', () => {
    const [draft, final] = [documentOf(aRichProgramme(), { isDraft: true }), documentOf(aRichProgramme())];
    expect([draft.watermark, headingsOf(draft).at(-1)]).toEqual(['UTKAST', checklist]);
    expect([final.watermark, headingsOf(final).includes(checklist)]).toEqual([undefined, false]);
    expect(draft.blocks.slice(1, final.blocks.length)).toEqual(final.blocks.slice(1));
  });

  test.each([['nb', 'Utkast'], ['nn', 'Utkast'], ['en', 'Draft']] as const)('says so in its title and its first line, to who does not see its pages, in %s', (language, word) => {
    const [draft, final] = [true, false].map((isDraft) => documentOf(aRichProgramme(), { language, isDraft }));
    const leadOf = (document = draft) => document?.blocks.flatMap((block) => (block.kind === 'title' ? [plain(block.lead)] : []))[0];
    expect([draft?.title, leadOf()]).toEqual([`${word}: ${final?.title ?? ''}`, `${word} · ${leadOf(final) ?? ''}`]);
  });

  test.each(languages)('lists every refusal and every warning, as claim.json says them, in %s', (language) => {
    const { refusals, warnings } = claimJson(anAssessment(wrong), language, undefined);
    expect(refusals.length * warnings.length).toBeGreaterThan(0);
    const [, ...lists] = stepsOf(documentOf(wrong, { language, isDraft: true }));
    expect(lists).toEqual([refusals.map(({ message }) => message), warnings.map(({ message }) => message)]);
  });

  test('with nothing to mend says so', () => {
    const last = documentOf(aProgramme(), { isDraft: true }).blocks.at(-1);
    expect(last).toMatchObject({ kind: 'paragraph', text: translator('nb')('document.checklist.none') });
  });
});

test('VAT is told once it is there', () => {
  const vatLine = (vat: string) => {
    const programme = aProgramme({ expenses: [anActual('travel', '10', { vat: money(vat) })] });
    return textsOf(documentOf(programme)).map(plain).filter((text) => text.startsWith('Merverdiavgift'));
  };
  expect(vatLine('2.5')[0]).toContain(formatKroner(money('2.5'), 'nb'));
  expect(vatLine('0')).toEqual([]);
});

test('a programme without costs is a document all the same: no empty tables', () => {
  const document = documentOf(aProgramme({ expenses: [], activities: [], grant: { letter: undefined } }), { isDraft: true });
  expect(tablesOf(document).filter(({ groups }) => groups.every(({ rows }) => rows.length === 0))).toEqual([]);
  expect(headingsOf(document)).toHaveLength(7);
});

test('the running head names organisation, programme and the reference as KS’s form wants it', () => {
  expect(documentOf(aProgramme())).toMatchObject({
    runningHead: { start: 'Gjøvik kommune · LED skole 2026', end: '25/12345' }, author: 'Gjøvik kommune', madeOn: '2026-11-23',
  });
});

test('the contents lead to where the files begin: with the letter, which is named, else with the first voucher', () => {
  const lastEntry = (programme: Programme) => documentOf(programme).blocks.flatMap((block) => (block.kind === 'contents' ? block.entries.slice(-1) : []));
  expect(lastEntry(aProgramme())).toEqual([{ text: 'Tilsagnsbrev og bilag', anchor: 'letter' }]);
  expect(lastEntry(aProgramme({ expenses: [] }))).toEqual([{ text: 'Tilsagnsbrev', anchor: 'letter' }]);
  expect(lastEntry(aProgramme({ grant: { letter: undefined } }))).toEqual([{ text: 'Bilagene', anchor: 'voucher-1' }]);
  expect(lastEntry(aProgramme({ grant: { letter: undefined }, expenses: [] }))).toEqual([{ text: 'Bilagsliste', anchor: 'voucher-list' }]);
});
