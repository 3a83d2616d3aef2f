import type { AttachmentState } from '#app/domain/circumstances.ts';
import type { Appendix, AppendixPage, Block, Row } from '#app/pdf/document.ts';
import { expenseAnchor, letterAnchor, voucherAnchor, voucherListAnchor } from './claim-anchors.ts';
import type { ClaimWords } from './claim-words.ts';

/** The pages of each file, by its name. */
export type FilePages = ReadonlyMap<string, readonly AppendixPage[]>;

interface ListedFile {
  readonly anchor: string;
  readonly name: string;
  /** In the list's first column. */
  readonly label: string;
  readonly file: string;
  readonly state: AttachmentState;
  readonly backTo: string;
}

/** The list of all files behind: number, name, pages, place in this PDF, fingerprint. */
export function voucherListBlocks(words: ClaimWords): Block[] {
  const { t } = words;
  const files = listedFiles(words);
  const heading: Block = { kind: 'heading', level: 2, text: t('document.list.heading'), anchor: voucherListAnchor };
  if (files.length === 0) return [heading, { kind: 'paragraph', text: t('document.list.none') }];
  return [
    heading,
    { kind: 'paragraph', text: t(files.every(({ state }) => state.isReadable) ? 'document.list.intro' : 'document.list.intro.missing') },
    {
      kind: 'table',
      summary: t('document.list.summary'),
      hasHead: true,
      columns: [
        { label: t('document.list.number'), width: 58, align: 'start' },
        { label: t('document.list.file'), width: 352, align: 'start' },
        { label: t('document.list.pages'), width: 32, align: 'end' },
        { label: t('document.list.at'), width: 43, align: 'end' },
      ],
      groups: [{ rows: files.map((file) => listRow(words, file)) }],
    },
    ...auditBlocks(words),
  ];
}

/** With this in hand an auditor sees that the trail is the one the claim was made with. */
function auditBlocks({ t, programme: { auditHead } }: ClaimWords): Block[] {
  if (auditHead === undefined) return [];
  return [{ kind: 'paragraph', text: t('document.list.auditHead', { sequence: auditHead.sequence, hash: auditHead.hash }), isSmall: true }];
}

/** The files themselves, the grant letter first, then the vouchers by number. */
export function appendices(words: ClaimWords, filePages: FilePages): Appendix[] {
  return listedFiles(words).map(({ anchor, name, file, state, backTo }) => ({
    anchor, name, fileName: file, backTo, pages: filePages.get(file) ?? [],
    unavailable: state.isReadable ? undefined : unreadableText(words, file, state),
  }));
}

function listedFiles({ t, programme, voucherList, attachments }: ClaimWords): ListedFile[] {
  const { letter } = programme.grant;
  const missing: AttachmentState = { isReadable: false, cause: 'not_found' };
  const letters = letter === undefined ? [] : [{
    anchor: letterAnchor, name: t('document.letter'), label: t('document.letter'), file: letter,
    state: attachments.get(letter) ?? missing, backTo: voucherListAnchor,
  }];
  const vouchers = voucherList.vouchers.map(({ number, file, state, firstExpense }) => ({
    anchor: voucherAnchor(number), name: t('document.voucher', { voucher: number }), label: String(number), file, state,
    backTo: expenseAnchor(firstExpense),
  }));
  return [...letters, ...vouchers];
}

function listRow(words: ClaimWords, { anchor, label, file, state }: ListedFile): Row {
  const about = state.isReadable
    ? [file, [{ text: state.sha256, isMuted: true }]]
    : [unreadableText(words, file, state)];
  return {
    cells: [
      { paragraphs: [[{ text: label, linkTo: anchor }]], isHeader: true },
      { paragraphs: about },
      { paragraphs: [state.isReadable ? String(state.pages) : '–'] },
      { paragraphs: [[{ text: '', pageOf: anchor }]] },
    ],
  };
}

function unreadableText({ t }: ClaimWords, file: string, state: AttachmentState & { isReadable: false }): string {
  return `${file}: ${t('document.list.unreadable', { cause: t(`unreadable.${state.cause}`) })}.`;
}
