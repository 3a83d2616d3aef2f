import { describe, expect, test } from 'vitest';
import { en } from './en.ts';
import { nb } from './nb.ts';
import { nn } from './nn.ts';
import { alike as enAccess } from './en/access.ts';
import { alike as enAudit } from './en/audit.ts';
import { alike as enClaims } from './en/claims.ts';
import { alike as enExpenses } from './en/expenses.ts';
import { alike as enFinance } from './en/finance.ts';
import { alike as enForms } from './en/forms.ts';
import { alike as enInvoices } from './en/invoices.ts';
import { alike as enMachines } from './en/machines.ts';
import { alike as enOverview } from './en/overview.ts';
import { alike as enPeople } from './en/people.ts';
import { alike as enPrivacy } from './en/privacy.ts';
import { alike as enProgrammes } from './en/programmes.ts';
import { alike as enSheets } from './en/sheets.ts';
import { alike as nnAccess } from './nn/access.ts';
import { alike as nnAccount } from './nn/account.ts';
import { alike as nnIdentities } from './nn/identities.ts';
import { alike as enProgress } from './en/progress.ts';
import { alike as nnAudit } from './nn/audit.ts';
import { alike as nnClaims } from './nn/claims.ts';
import { alike as nnExpenses } from './nn/expenses.ts';
import { alike as nnFinance } from './nn/finance.ts';
import { alike as nnForms } from './nn/forms.ts';
import { alike as nnInvoices } from './nn/invoices.ts';
import { alike as nnMachines } from './nn/machines.ts';
import { alike as nnOverview } from './nn/overview.ts';
import { alike as nnPeople } from './nn/people.ts';
import { alike as nnPrivacy } from './nn/privacy.ts';
import { alike as nnProgrammes } from './nn/programmes.ts';
import { alike as nnSheets } from './nn/sheets.ts';
import { alike as nnProgress } from './nn/progress.ts';
import type { TextKey } from './translate.ts';

const catalogues: Readonly<Record<string, Readonly<Record<string, string>>>> = { nb, nn, en };
const sentencesOf = (catalogue: Readonly<Record<string, string>>) => Object.entries(catalogue);
const placeholdersOf = (sentence: string) => (sentence.match(/\{\w*\}|%s/g) ?? []).sort();
const wordsOf = (sentence: string) => sentence.replace(/\{\w+\}/g, ' ').toLowerCase().match(/\p{L}+(?:-\p{L}+)*/gu) ?? [];

describe.each(Object.entries(catalogues))('%s', (_, catalogue) => {
  test("has exactly bokmål's keys, in the same order", () => {
    expect(Object.keys(catalogue)).toEqual(Object.keys(nb));
  });

  test('leaves no sentence empty or with space around it', () => {
    expect(sentencesOf(catalogue).filter(([, sentence]) => sentence === '' || sentence !== sentence.trim())).toEqual([]);
  });

  test('has the same placeholders as bokmål in each sentence, and no stray brace', () => {
    const placeholders = (each: Readonly<Record<string, string>>) => sentencesOf(each).map(([key, sentence]) => [key, ...placeholdersOf(sentence)]);
    expect(placeholders(catalogue)).toEqual(placeholders(nb));
    expect(sentencesOf(catalogue).filter(([, sentence]) => /[{}]/.test(sentence.replace(/\{[a-z]\w*\}/gi, '')))).toEqual([]);
  });
});

/** KS's own words, to be chosen in its form, whatever the language of the claim. */
const wordsOfKs: TextKey = 'document.form.claimType.value';

/** Bokmål, or a form the product's nynorsk has chosen against: «søker», «bare», «skole». */
const bokmalWords = new Set(`
  jeg dere deres dem hun hennes vårt hvem hva hvilken hvilket hvilke hvis hvor hvordan hvorfor hver hvert hverken noen noe annet
  en et én ett egen eget egne samme disse mye mer flere høyere høyest høyt høyst lavere nærmeste
  ikke bare fra uten utenfor siden allerede ennå sammen senere tidligere forrige følgende dessverre opprinnelige ganger
  ble være vært gjør gjøre gjøres gjelder kommer ligger finnes mangler søker søke velg velger velge leser skriver holder trenger
  krever kreve kreves ligner varsler vet sier se åpne åpnet åpnes lagres lages leses rettes regnes rundes dekkes dekker
  refunderes betales sendes vises brukes overføres ventes kostet kuttet endret skadet avkortet utpakket erstattet bekreftet avrundet beregnet
  beregning utregning tegn tegnet tegning navn navnet tall tallet antall antallet mulig umulig vanlig usynlige urimelig
  filen mappen siden maskinen kommunelisten utgiften utgiftens linjen skriften forsinkelsen rekkefølgen delutbetalingen
  dager dagene fakturaer fakturaene kreditnotaene satser satsene aktiviteter aktivitetene deltaker deltakere deltakerne endringene verdiene
  bilagene bilagsnumrene beløpene sifrene formatene nivåer desimaler opplysninger kommunens organisasjonens konsulentens filens
  leder ledere lederprogram lederprogrammet lederstøtte lederseminar kursleder foredragsholder prosessveileder veileder veiledning
  saksbehandler saksbehandleren virksomhet enhet enhets skole innhold innholdet hovedkonto hovedregel opphold merverdiavgift egenandel egenandelen
  tilsagn tilsagnet tilsagnsbrev tilsagnsbrevet tilsagnsbeløp tilsagnsnummer tilskudd refusjonsberettiget refusjonsberettigede
  lat oversikta opplysinga opplysingar føremål sakshandsamar sakshandsamaren
  ou-midler ou-tilsagn gjennomføres etterskuddsvis nettstedet programfilen hjelpen
`.trim().split(/\s+/));

describe('nynorsk', () => {
  test('has no bokmål left in it', () => {
    const found = sentencesOf(nn).filter(([key]) => key !== wordsOfKs)
      .map(([key, sentence]) => [key, wordsOf(sentence.replace('en (engelsk)', '')).filter((word) => bokmalWords.has(word))] as const)
      .filter(([, words]) => words.length > 0);
    expect(found).toEqual([]);
  });

  test('says «sendt» of what is done: «send» is an order, and stands only where bokmål gives the same', () => {
    const orders = (sentence: string) => wordsOf(sentence).filter((word) => word === 'send').length;
    expect(sentencesOf(nb).filter(([key, sentence]) => orders(catalogues['nn']?.[key] ?? '') > orders(sentence)).map(([key]) => key)).toEqual([]);
  });

  test('writes «vart», never «blei»: one form throughout', () => {
    expect(sentencesOf(nn).filter(([, sentence]) => /\bblei\b/i.test(sentence)).map(([key]) => key)).toEqual([]);
  });

  test('is another sentence than bokmål, but where both write the same', () => {
    expect(sentencesOf(nb).filter(([key, sentence]) => catalogues['nn']?.[key] === sentence).map(([key]) => key).sort()).toEqual([...sameInBoth].sort());
  });

  test('the list of bokmål words does its work', () => {
    expect(bokmalWords.size).toBeGreaterThan(60);
    expect(sentencesOf(nb).filter(([, sentence]) => wordsOf(sentence).some((word) => bokmalWords.has(word))).length).toBeGreaterThan(100);
  });
});

describe('English', () => {
  /** Names and words of the source that English keeps. */
  const kept = /«[^»]*»|“vår referanse”|Ordinære OU-tilsagn|Brønnøysund|Bokmål|øre\b/g;

  test('has Norwegian letters in names only', () => {
    expect(sentencesOf(en).filter(([, sentence]) => /[æøå]/i.test(sentence.replace(kept, '')))).toEqual([]);
  });

  test('writes no space before %, and the currency before the amount', () => {
    expect(sentencesOf(en).filter(([, sentence]) => /[\d}]\s%|[\d}]\s(?:NOK|kr\b)/.test(sentence)).map(([key]) => key)).toEqual([]);
  });

  test('calls a gathering by one word, and says of no moment that it is «at» a day', () => {
    const readers = sentencesOf(en).map(([key, sentence]) => [key, sentence.replaceAll(/\{\w+\}/g, (hole) => (hole === '{moment}' ? hole : ''))] as const);
    expect(readers.filter(([key, sentence]) => key !== 'people.resume.kept' && /\bactivit(?:y|ies)\b|\bat \{moment\}/i.test(sentence)).map(([key]) => key)).toEqual([]);
  });

  test('is never bokmål, but for a sign', () => {
    const alike = sentencesOf(nb).filter(([key, sentence]) => catalogues['en']?.[key] === sentence).map(([key]) => key);
    expect(alike.filter((key) => !/^ruleSet\.20/.test(key)).sort()).toEqual(['whatIf.unit.percent', ...sameInEnglish].sort());
  });
});

/** What is spelt alike in bokmål and nynorsk. A key belongs here only when the nynorsk has been read and is right. */
const sameInBoth: readonly TextKey[] = [
  'kind.fee', 'kind.travel',
  'activity.gathering',
  'reason.travel_time', 'reason.mapping_or_report', 'reason.material', 'reason.exam',
  'ruleSet.pre-2019', 'ruleSet.2019-2020', 'ruleSet.2021', 'ruleSet.2022-2023', 'ruleSet.2024',
  'type.string', 'type.array', 'type.object', 'type.boolean',
  'step.basis',
  'schema.too_long', 'schema.ends_before_start',
  'document.part', 'document.part.of', 'document.part.heading', 'document.part.title', 'cli.madePart',
  'document.subject', 'document.draft', 'document.footer', 'document.stamp', 'document.backLink',
  'document.draft.title', 'document.draft.lead', 'document.usedIn', 'document.usedIn.more',
  'document.amountClaimed.note',
  'document.account', 'document.organisationNumber', 'document.vouchers',
  'document.vouchers.one', 'document.vouchers.many', 'document.vouchers.page', 'document.vouchers.pages',
  'document.form.claimType', 'document.form.claimType.value',
  'document.form.reference.written', 'document.form.address', 'document.form.contact', 'document.form.email',
  'document.form.phone', 'document.form.measure', 'document.form.dates', 'document.form.amount.cost', 'document.form.basis',
  'document.form.percent', 'document.form.declaration',
  'document.programme.supplier', 'document.programme.targetGroup', 'document.programme.purpose', 'document.programme.summary',
  'document.activities.activity',
  'document.specification.heading',
  'document.column.voucher', 'document.column.days', 'document.column.what', 'document.column.kind', 'document.column.net',
  'document.column.basis', 'document.column.refund',
  'document.sum', 'document.total', 'document.invoice', 'document.credit',
  'document.creditNote', 'document.credited.invoice',
  'document.notClaimed.amount', 'document.notClaimed.dayCap',
  'document.files.data', 'document.list.heading', 'document.list.number', 'document.list.file', 'document.list.pages',
  'document.voucher',
  'cli.claim.folder', 'cli.version', 'cli.warnings',
  'page.fault.429.heading', 'page.languageHeading',
  'whatIf.fee.label', 'whatIf.travel.label', 'whatIf.percent.label', 'whatIf.unit.kroner', 'whatIf.unit.percent',
  'whatIf.error.feeMissing', 'whatIf.answer.cost', 'whatIf.answer.basis', 'whatIf.answer.refund', 'whatIf.claim.heading',
  'whatIf.claim.command',
  ...nnAccess,
  ...nnAccount,
  ...nnAudit,
  ...nnClaims,
  ...nnExpenses,
  ...nnFinance,
  ...nnForms,
  ...nnIdentities,
  ...nnInvoices,
  ...nnMachines,
  ...nnOverview,
  ...nnPeople,
  ...nnPrivacy,
  ...nnProgrammes,
  ...nnProgress,
  ...nnSheets,
];

const sameInEnglish: readonly TextKey[] = [
  ...enAccess,
  ...enAudit,
  ...enClaims,
  ...enExpenses,
  ...enFinance,
  ...enForms,
  ...enInvoices,
  ...enMachines,
  ...enOverview,
  ...enPeople,
  ...enPrivacy,
  ...enProgrammes,
  ...enProgress,
  ...enSheets,
];
