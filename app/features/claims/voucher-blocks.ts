import type { AttachmentState } from '#app/domain/circumstances.ts';
import { daysOf } from '#app/domain/expense.ts';
import type { Programme } from '#app/domain/programme.ts';
import type { Appendix, AppendixPage, BackLink, Block, Row, RowGroup, Table, UsedIn } from '#app/pdf/document.ts';
import { expenseAnchor, letterAnchor, voucherAnchor, voucherListAnchor } from './claim-anchors.ts';
import type { ClaimWords } from './claim-words.ts';
import { partText, type Parts } from './part-links.ts';

/** The pages of each file, by its name. */
export type FilePages = ReadonlyMap<string, readonly AppendixPage[]>;

interface ListedFile {
  readonly anchor: string;
  readonly name: string;
  /** In the list's first column. */
  readonly label: string;
  readonly file: string;
  readonly state: AttachmentState;
  readonly backTo: BackLink;
  /** The positions of the expenses that use it. */
  readonly usedBy: readonly number[];
}

interface ListOptions {
  readonly parts?: Parts | undefined;
  /** Of the claim's figures. */
  readonly seal: string;
}

/** The list of all files behind: number, name, pages, place in this PDF, fingerprint. With parts, by the part each is in. */
export function voucherListBlocks(words: ClaimWords, { parts, seal }: ListOptions): Block[] {
  const { t } = words;
  const files = listedFiles(words);
  const heading = listHeading(words);
  if (files.length === 0) return [heading, { kind: 'paragraph', text: t('document.list.none') }, ...sealBlocks(words, seal)];
  return [
    heading,
    { kind: 'paragraph', text: introText(words, files, parts) },
    listTable(words, parts === undefined ? [{ rows: files.map((file) => listRow(words, file)) }] : groupsByPart(words, files, parts)),
    ...sealBlocks(words, seal),
  ];
}

/** The list of the files in one of the later parts. */
export function partListBlocks(words: ClaimWords, parts: Parts, part: number): Block[] {
  const files = listedFiles(words).filter(({ anchor }) => parts.of.get(anchor) === part);
  return [
    listHeading(words),
    { kind: 'paragraph', text: introText(words, files, undefined) },
    listTable(words, [{ rows: files.map((file) => listRow(words, file)) }]),
  ];
}

function listHeading({ t }: ClaimWords): Block {
  return { kind: 'heading', level: 2, text: t('document.list.heading'), anchor: voucherListAnchor };
}

function introText({ t }: ClaimWords, files: readonly ListedFile[], parts: Parts | undefined): string {
  const isWhole = files.every(({ state }) => state.isReadable);
  if (parts === undefined) return t(isWhole ? 'document.list.intro' : 'document.list.intro.missing');
  return t(isWhole ? 'document.list.intro.parts' : 'document.list.intro.parts.missing', { parts: parts.count });
}

function groupsByPart(words: ClaimWords, files: readonly ListedFile[], parts: Parts): RowGroup[] {
  return Array.from({ length: parts.count }, (_, index) => index + 1).flatMap((part) => {
    const rows = files.filter(({ anchor }) => parts.of.get(anchor) === part)
      .map((file) => listRow(words, file, part === 1 ? undefined : partText(words, part)));
    return rows.length === 0 ? [] : [{ title: words.t('document.part.heading', { part, parts: parts.count }), rows }];
  });
}

function listTable({ t }: ClaimWords, groups: readonly RowGroup[]): Table {
  return {
    kind: 'table',
    summary: t('document.list.summary'),
    hasHead: true,
    columns: [
      { label: t('document.list.number'), width: 58, align: 'start' },
      { label: t('document.list.file'), width: 352, align: 'start' },
      { label: t('document.list.pages'), width: 32, align: 'end' },
      { label: t('document.list.at'), width: 43, align: 'end' },
    ],
    groups,
  };
}

/** With these in hand an auditor sees that figures, files and the audit trail are those the claim was made with. */
function sealBlocks({ t, programme: { auditHead } }: ClaimWords, seal: string): Block[] {
  const head = auditHead === undefined ? [] : [t('document.list.auditHead', { sequence: auditHead.sequence, hash: auditHead.hash })];
  return [t('document.list.seal', { hash: seal }), ...head].map((text) => ({ kind: 'paragraph', text, isSmall: true }));
}

/** The files themselves, the grant letter first, then the vouchers by number. */
export function appendices(words: ClaimWords, filePages: FilePages): Appendix[] {
  return listedFiles(words).map(({ anchor, name, file, state, backTo, usedBy }) => ({
    anchor, name, fileName: file, backTo, usedIn: usedIn(words, usedBy), pages: filePages.get(file) ?? [],
    language: words.programme.organisation.language,
    unavailable: state.isReadable ? undefined : unreadableText(words, file, state),
  }));
}

/** A file that serves several lines leads back to each of them, told by their kind and first day; where these are alike, by more. */
function usedIn(words: ClaimWords, usedBy: readonly number[]): UsedIn | undefined {
  const { t, day, programme, calculation, kroner, consultantOf } = words;
  if (usedBy.length < 2) return undefined;
  const lines = usedBy.flatMap((index) => {
    const [expense, line] = [programme.expenses[index], calculation.lines[index]];
    if (expense === undefined || line === undefined) return [];
    const [first] = daysOf(expense);
    const what = [t(`kind.${expense.kind}`), first === undefined ? '' : day(first)].join(' ').trim();
    return [{ index, telling: [what, kroner(line.net), consultantOf(expense)?.name ?? t('document.noConsultant')] }];
  });
  const texts = toldApart(lines.map(({ telling }) => telling));
  const places = lines.map(({ index }, at) => {
    const { anchor, description } = backToLine(words, index);
    const text = texts[at] ?? '';
    return { anchor, text, description: `${description}: ${text}` };
  });
  return { lead: t('document.usedIn'), more: t('document.usedIn.more', { count: '{count}' }), places };
}

/** The first that can be told of each, and as much more, in order, as those that read alike need. */
function toldApart(tellings: readonly (readonly string[])[], told = 1): string[] {
  const texts = tellings.map((telling) => telling.slice(0, told).join(', '));
  if (tellings.every(({ length }) => length <= told)) return texts;
  const alike = [...Map.groupBy(texts.keys(), (at) => texts[at] ?? '').values()].filter(({ length }) => length > 1).flat();
  const longer = toldApart(alike.map((at) => tellings[at] ?? []), told + 1);
  const byPlace = new Map(alike.map((at, index) => [at, longer[index]]));
  return texts.map((text, at) => byPlace.get(at) ?? text);
}

/** A cost that is not covered stands in the table of what is not claimed, all others in the specification. */
function backToLine({ t, programme }: ClaimWords, index: number): BackLink {
  const isNotClaimed = programme.expenses[index]?.kind === 'not_refundable';
  return { anchor: expenseAnchor(index), description: t(isNotClaimed ? 'document.backLink.notClaimed' : 'document.backLink') };
}

function listedFiles(words: ClaimWords): ListedFile[] {
  const { t, programme, voucherList, attachments } = words;
  const { letter } = programme.grant;
  const missing: AttachmentState = { isReadable: false, cause: 'not_found' };
  const letters = letter === undefined ? [] : [{
    anchor: letterAnchor, name: t('document.letter'), label: t('document.letter'), file: letter,
    state: attachments.get(letter) ?? missing, backTo: { anchor: voucherListAnchor, description: t('document.backLink.list') }, usedBy: [],
  }];
  const usedBy = expensesByFile(programme);
  const vouchers = voucherList.vouchers.map(({ number, file, state, firstExpense }) => ({
    anchor: voucherAnchor(number), name: t('document.voucher', { voucher: number }), label: String(number), file, state,
    backTo: backToLine(words, firstExpense), usedBy: usedBy.get(file) ?? [],
  }));
  return [...letters, ...vouchers];
}

function expensesByFile({ expenses }: Programme): ReadonlyMap<string, readonly number[]> {
  const byFile = new Map<string, number[]>();
  for (const [index, { attachments }] of expenses.entries()) {
    for (const file of new Set(attachments)) {
      const known = byFile.get(file) ?? [];
      known.push(index);
      byFile.set(file, known);
    }
  }
  return byFile;
}

/** @param elsewhere says where the file is, when not in this document. */
function listRow(words: ClaimWords, { anchor, label, file, state }: ListedFile, elsewhere?: string): Row {
  const about = state.isReadable
    ? [file, [{ text: state.sha256, isMuted: true }]]
    : [unreadableText(words, file, state)];
  return {
    cells: [
      { paragraphs: [elsewhere === undefined ? [{ text: label, linkTo: anchor }] : label], isHeader: true },
      { paragraphs: about },
      { paragraphs: [state.isReadable ? String(state.pages) : '–'] },
      { paragraphs: [elsewhere ?? [{ text: '', pageOf: anchor }]] },
    ],
  };
}

function unreadableText({ t }: ClaimWords, file: string, { cause }: AttachmentState & { isReadable: false }): string {
  const why = t(`unreadable.${cause}`);
  return t('document.list.unreadable', { file, cause: `${why.charAt(0).toUpperCase()}${why.slice(1)}` });
}
