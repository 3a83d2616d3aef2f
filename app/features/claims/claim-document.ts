import { explainClaim } from '#app/domain/explanation.ts';
import { grantReference } from '#app/domain/identifiers.ts';
import type { Language } from '#app/domain/programme.ts';
import { findingText, stepText } from '#app/i18n/finding-text.ts';
import { formatAccountNumber, formatOrganisationNumber } from '#app/i18n/format.ts';
import { template } from '#app/i18n/translate.ts';
import type { AnchorId, Block, DocumentDescription, DocumentWords, Panel, Run, Text } from '#app/pdf/document.ts';
import type { Assessment } from './assess-claim.ts';
import { letterAnchor, partAnchors, voucherAnchor, voucherListAnchor } from './claim-anchors.ts';
import { claimSeal } from './claim-seal.ts';
import { claimWords, type ClaimWords } from './claim-words.ts';
import { factsTable } from './facts-table.ts';
import { formValues } from './form-values.ts';
import { notClaimedTable, totalVat } from './not-claimed-table.ts';
import type { Parts } from './part-links.ts';
import { programmeBlocks } from './programme-blocks.ts';
import { specificationTable } from './specification-table.ts';
import { appendices, voucherListBlocks, type FilePages } from './voucher-blocks.ts';

export interface ClaimDocumentInput {
  readonly assessment: Assessment;
  readonly language: Language;
  readonly isDraft: boolean;
  readonly filePages: FilePages;
  /** The steps of the calculation as they were worded before; worked out anew unless said. */
  readonly explanation?: readonly string[] | undefined;
  /** Where the files are, when they are not all in this document. */
  readonly parts?: Parts | undefined;
}

/** A claim as a document, in the order of app/README.md § One claim. Pure. */
export function claimDocument({ assessment, language, isDraft, filePages, explanation, parts }: ClaimDocumentInput): DocumentDescription {
  const words = claimWords(assessment, language);
  const { t, programme, today } = words;
  const { facts, organisation } = programme;
  return {
    // Who hears it does not see what is printed across its pages.
    title: isDraft ? t('document.draft.title', { title: t('document.title') }) : t('document.title'),
    subject: t('document.subject', { programme: facts.name, organisation: organisation.name }),
    author: organisation.name,
    language,
    madeOn: today,
    runningHead: { start: `${organisation.name} · ${facts.name}`, end: grantReference(programme.grant.reference ?? '').forForm },
    watermark: isDraft ? t('document.draft') : undefined,
    words: documentWords(language),
    blocks: [
      { kind: 'title', text: t('document.title'), lead: leadText(words, isDraft) },
      summaryPanel(words, parts),
      { kind: 'heading', level: 2, text: t('document.form.heading') },
      factsTable(t('document.form.summary'), formValues(words)),
      ...contentsBlocks(words, parts),
      { kind: 'page_break', isSpared: true },
      ...programmeBlocks(words),
      ...specificationBlocks(words, parts),
      ...explanationBlocks(words, explanation),
      ...notClaimedBlocks(words),
      ...voucherListBlocks(words, { parts, seal: claimSeal(words, explanation) }),
      ...(isDraft ? checklistBlocks(words) : []),
    ],
    appendices: appendices(words, filePages),
  };
}

/** What it is about, whose it is, and of when; of a draft, first of all that it is one. */
export function leadText({ t, programme: { facts, organisation }, own, day, today }: ClaimWords, isDraft: boolean): Text {
  const parts = [...(isDraft ? [t('document.draft.lead')] : []), own(facts.name), own(organisation.name), day(today)];
  const runs = parts.flatMap((part, index): Run[] => [
    ...(index === 0 ? [] : [{ text: ' · ' }]), ...(typeof part === 'string' ? [{ text: part }] : part),
  ]);
  return runs.every(({ language }) => language === undefined) ? runs.map(({ text }) => text).join('') : runs;
}

/** What else this document holds, and where. */
function contentsBlocks(words: ClaimWords, parts: Parts | undefined): Block[] {
  const { t } = words;
  const entries = [
    { text: t('document.programme.heading'), anchor: partAnchors.programme },
    { text: t('document.specification.heading'), anchor: partAnchors.specification },
    { text: t('document.explanation.heading'), anchor: partAnchors.explanation },
    { text: t('document.notClaimed.heading'), anchor: partAnchors.notClaimed },
    { text: t('document.list.heading'), anchor: voucherListAnchor },
    ...filesEntry(words, parts),
  ];
  return [{ kind: 'heading', level: 3, text: t('document.contents.heading') }, { kind: 'contents', entries }];
}

/** Where the files begin: with the grant letter, if there is one. Vouchers in later parts are not promised here. */
function filesEntry({ t, programme, voucherList }: ClaimWords, parts: Parts | undefined): { text: string; anchor: AnchorId }[] {
  const [first] = voucherList.vouchers.filter(({ number }) => (parts?.of.get(voucherAnchor(number)) ?? 1) === 1);
  if (programme.grant.letter !== undefined) {
    return [{ text: t(first === undefined ? 'document.letter' : 'document.contents.letterAndVouchers'), anchor: letterAnchor }];
  }
  return first === undefined ? [] : [{ text: t('document.contents.vouchers'), anchor: voucherAnchor(first.number) }];
}

function documentWords(language: Language): DocumentWords {
  const [footer, stamp] = [template(language, 'document.footer'), template(language, 'document.stamp')];
  const [carriedTo, carriedFrom] = [template(language, 'document.carriedTo'), template(language, 'document.carriedFrom')];
  return { footer, stamp, carriedTo, carriedFrom, continued: template(language, 'document.continued') };
}

/** What KS looks for first: who, how much, for which grant, to which account, on what evidence. */
function summaryPanel(words: ClaimWords, parts: Parts | undefined): Panel {
  const { t, programme, claimed, voucherList, orMissing } = words;
  const { name, organisationNumber, bankAccount } = programme.organisation;
  const pages = voucherList.vouchers.reduce((total, { state }) => total + (state.isReadable ? state.pages : 0), 0);
  return {
    kind: 'panel',
    who: { label: t('document.form.organisation'), value: words.own(name) },
    main: { label: t('document.amountClaimed'), value: claimed, note: claimNote(words) },
    facts: [
      { label: t('document.reference'), value: orMissing(grantReference(programme.grant.reference ?? '').forForm) },
      { label: t('document.account'), value: formatAccountNumber(orMissing(bankAccount)) },
      { label: t('document.organisationNumber'), value: formatOrganisationNumber(orMissing(organisationNumber)) },
      { label: parts === undefined ? t('document.vouchers') : t('document.vouchers.parts', { parts: parts.count }), value: vouchersText(words, pages) },
    ],
  };
}

/** `1 bilag, 3 sider` */
function vouchersText({ t, voucherList: { vouchers: { length } } }: ClaimWords, pages: number): string {
  const vouchers = t(length === 1 ? 'document.vouchers.one' : 'document.vouchers.many', { vouchers: length });
  return `${vouchers}, ${t(pages === 1 ? 'document.vouchers.page' : 'document.vouchers.pages', { pages })}`;
}

function claimNote({ t, calculation, kroner, percent }: ClaimWords): string {
  const { terms, totals } = calculation;
  if (terms.percent === undefined) return t('document.amountClaimed.noPercent');
  const values = { percent: percent(terms.percent), basis: kroner(totals.basis) };
  return totals.refund.lt(totals.calculated) ? t('document.amountClaimed.ceiling', values) : t('document.amountClaimed.note', values);
}

function specificationBlocks(words: ClaimWords, parts: Parts | undefined): Block[] {
  const { t } = words;
  const table = specificationTable(words);
  const intro = parts === undefined ? 'document.specification.intro' : 'document.specification.intro.parts';
  return [
    { kind: 'heading', level: 2, text: t('document.specification.heading'), anchor: partAnchors.specification },
    { kind: 'paragraph', text: t(table.groups.length === 0 ? 'document.specification.none' : intro) },
    ...(table.groups.length === 0 ? [] : [table]),
  ];
}

function explanationBlocks({ t, calculation, language }: ClaimWords, frozen: readonly string[] | undefined): Block[] {
  return [
    { kind: 'heading', level: 2, text: t('document.explanation.heading'), anchor: partAnchors.explanation },
    { kind: 'steps', items: frozen ?? explainClaim(calculation).map((step) => stepText(step, language)) },
    { kind: 'paragraph', text: t('document.explanation.rounding'), isSmall: true },
  ];
}

function notClaimedBlocks(words: ClaimWords): Block[] {
  const { t, kroner } = words;
  const vat = totalVat(words);
  return [
    { kind: 'heading', level: 2, text: t('document.notClaimed.heading'), anchor: partAnchors.notClaimed },
    notClaimedTable(words) ?? { kind: 'paragraph', text: t('document.notClaimed.none') },
    ...(vat.isZero() ? [] : [{ kind: 'paragraph', text: t('document.notClaimed.vat', { vat: kroner(vat) }), isSmall: true } as const]),
  ];
}

/** For the case worker, on drafts only: what stops the claim, and what KS may ask about. */
function checklistBlocks({ t, refusals, warnings, language }: ClaimWords): Block[] {
  const list = (heading: 'document.checklist.refused' | 'document.checklist.warned', messages: string[]): Block[] => (messages.length === 0 ? [] : [
    { kind: 'heading', level: 3, text: t(heading) },
    { kind: 'steps', items: messages },
  ]);
  const found = [
    ...list('document.checklist.refused', refusals.map((refusal) => findingText('refusal', refusal, language).message)),
    ...list('document.checklist.warned', warnings.map((warning) => findingText('warning', warning, language).message)),
  ];
  return [
    { kind: 'page_break' },
    { kind: 'heading', level: 2, text: t('document.checklist.heading') },
    { kind: 'paragraph', text: t('document.checklist.intro') },
    ...(found.length === 0 ? [{ kind: 'paragraph', text: t('document.checklist.none') } as const] : found),
  ];
}
