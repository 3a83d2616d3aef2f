import { describe, expect, test } from 'vitest';
import { anAssessment } from '#test/fixtures/assessments.ts';
import { aClaim } from '#test/fixtures/claims.ts';
import { template } from '#app/i18n/translate.ts';
import { aFee, anActual, aProgramme } from '#test/fixtures/factories.ts';
import { readPdf } from '#test/fixtures/pdf-reader.ts';
import { claimJson } from './claim-json.ts';
import { claimSeal, sealOf } from './claim-seal.ts';

const programme = aProgramme({ expenses: [aFee({ id: 'e1' }), anActual('travel', '2412.50', { id: 'e2' })] });
const sealFor = (of = programme) => claimSeal({ ...anAssessment(of), language: 'nb' });

describe('the seal in the PDF', () => {
  test('is that of the claim.json beside it, whatever the making of the PDF added', async () => {
    const { pdf = Buffer.alloc(0), json } = await aClaim(programme);
    expect(json.pdf).not.toBeNull();
    const text = (await readPdf(pdf)).map((page) => page.text).join('').replace(/\s/g, '');
    expect(text).toContain(sealOf(json));
  });

  test('does not change with where the files stand, with parts or with advice', () => {
    const json = claimJson(anAssessment(programme), 'nb', undefined);
    const facts = { pages: 9, sha256: 'ff', firstPages: new Map([[1, 5]]), warnings: [], letter: { firstPage: 4, part: 2 }, partOf: new Map([[1, 2]]) };
    expect(sealOf({ ...claimJson(anAssessment(programme), 'nb', facts), warnings: [] })).toBe(sealOf(json));
  });
});

test.each([
  ['nb', 'alt unntatt advarsler, det som må rettes, og hvor filene står i PDF-en'],
  ['nn', 'alt utanom åtvaringar, det som må rettast, og kvar filene står i PDF-en'],
  ['en', 'all but warnings, what must be put right, and where the files stand in the PDF'],
] as const)('what the sentence beside it leaves out is all that is left out, in %s', (language, except) => {
  const whole = claimJson(anAssessment(aProgramme({ grant: { reference: '' } })), language, undefined);
  expect(whole.refusals).not.toEqual([]);
  const changed: Partial<Record<keyof typeof whole, unknown>> = {
    format: '', language: '', ruleSet: '', totals: {}, lines: [], attachments: [], grantLetter: undefined, explanation: [],
    auditHead: { sequence: 2, hash: '' }, warnings: [], refusals: [], pdf: { pages: 1, sha256: '' }, parts: [],
  };
  const unsealed = Object.entries(changed).filter(([key, value]) => sealOf({ ...whole, [key]: value }) === sealOf(whole)).map(([key]) => key);
  expect(unsealed).toEqual(['warnings', 'refusals', 'pdf', 'parts']);
  expect(template(language, 'document.list.seal')).toContain(`(${except})`);
});

describe('another seal', () => {
  const json = claimJson(anAssessment(programme), 'nb', undefined);
  test.each([
    ['for another sum', { totals: { ...json.totals, refund: '1.00' } }], ['for another line', { lines: json.lines.slice(1) }],
    ['for another file', { attachments: json.attachments.map((each) => ({ ...each, sha256: '00' })) }],
    ['for another letter', { grantLetter: { file: 'x', pages: 1, firstPage: null, sha256: null } }],
    ['for another explanation', { explanation: [] }], ['for another audit head', { auditHead: { sequence: 1, hash: '0' } }],
  ])('%s', (_name, changed) => {
    expect(sealOf({ ...json, ...changed })).not.toBe(sealOf(json));
  });

  test('for another cost, and for steps that were worded otherwise', () => {
    expect(sealFor({ ...programme, expenses: programme.expenses.slice(1) })).not.toBe(sealFor());
    expect(claimSeal({ ...anAssessment(programme), language: 'nb' }, ['Som det sto.'])).toBe(sealOf({ ...json, explanation: ['Som det sto.'] }));
  });
});
