import { pagesText } from '#app/features/attachments/file-texts.ts';
import { formatWhole } from '#app/i18n/format.ts';
import type { Block, Text } from '#app/pdf/document.ts';
import type { EmbeddedFile, OtherValue, SupportingDocument } from './invoice.ts';
import type { InvoiceWords } from './invoice-words.ts';

/** So many values and so much of each are shown; the rest is counted. */
const mostValues = 200;
const mostCharacters = 500;

/** How many pages of a file inside follow, undefined for one that can't be shown; what is not there was not asked. */
export type PagesWithin = ReadonlyMap<EmbeddedFile, number | undefined>;

/** The documents the file holds or refers to, and which of them follow as pages: none is left out without a word. */
export function documentBlocks(words: InvoiceWords, pagesOf: PagesWithin): Block[] {
  const { t, invoice } = words;
  if (invoice.documents.length === 0) return [];
  const rows = invoice.documents.map((document) => ({
    cells: [
      { paragraphs: [document.id === undefined ? t('invoice.dash') : words.identifier(document.id)], isHeader: true },
      { paragraphs: describe(words, document) },
      { paragraphs: fileTexts(words, document, pagesOf) },
    ],
  }));
  return [
    { kind: 'heading', level: 2, text: t('invoice.documents') },
    {
      kind: 'table', summary: t('invoice.documents.summary'), hasHead: true,
      columns: [
        { label: t('invoice.documents.id'), width: 110, align: 'start' },
        { label: t('invoice.documents.description'), width: 150, align: 'start' },
        { label: t('invoice.documents.file'), width: 233, align: 'start' },
      ],
      groups: [{ rows }],
    },
  ];
}

function describe({ t, code, own }: InvoiceWords, { description, typeCode }: SupportingDocument): Text[] {
  const texts = [
    ...(description === undefined ? [] : [own(description)]), ...(typeCode === undefined ? [] : [code('documents.type', typeCode)]),
  ];
  return texts.length === 0 ? [t('invoice.dash')] : texts;
}

function fileTexts(words: InvoiceWords, { embedded, uri }: SupportingDocument, pagesOf: PagesWithin): Text[] {
  const { t, language } = words;
  const external = uri === undefined ? [] : [t('invoice.documents.external', { uri })];
  if (embedded === undefined) return external.length === 0 ? [[{ text: t('invoice.documents.none'), isMuted: true }]] : external;
  const { name, bytes, mimeType } = embedded;
  if (bytes === undefined) return [t('invoice.documents.unreadable', { name }), ...external];
  const size = formatWhole(Math.ceil(bytes.length / 1000), language);
  const mime: Text[] = mimeType === undefined ? [] : [[{ text: t('invoice.documents.mime', { mime: mimeType }), isMuted: true }]];
  return [t('invoice.documents.embedded', { name, size }), ...placeTexts(words, embedded, pagesOf), ...mime, ...external];
}

function placeTexts({ t, language }: InvoiceWords, embedded: EmbeddedFile, pagesOf: PagesWithin): Text[] {
  if (!pagesOf.has(embedded)) return [];
  const pages = pagesOf.get(embedded);
  return [pages === undefined ? t('invoice.documents.notShown') : t('invoice.documents.pages', { pages: pagesText(pages, language) })];
}

/** What the file holds besides, by its place in it: nothing is left out without a word. */
export function otherBlocks({ t, invoice, language, own }: InvoiceWords): Block[] {
  if (invoice.others.length === 0) return [];
  const more = invoice.others.length - mostValues;
  const cut = (value: string) => (value.length <= mostCharacters
    ? value
    : t('invoice.others.cut', { start: value.slice(0, mostCharacters).trimEnd(), count: formatWhole(value.length, language) }));
  const row = ({ path, value }: OtherValue) => ({
    cells: [{ paragraphs: [[{ text: path, isMuted: true }]], isHeader: true }, { paragraphs: [value.length <= mostCharacters ? own(value) : cut(value)] }],
  });
  return [
    { kind: 'heading', level: 2, text: t('invoice.others') },
    { kind: 'paragraph', text: t('invoice.others.intro'), isSmall: true },
    {
      kind: 'table', summary: t('invoice.others.summary'), hasHead: true,
      columns: [
        { label: t('invoice.others.path'), width: 270, align: 'start' },
        { label: t('invoice.others.value'), width: 223, align: 'start' },
      ],
      groups: [{ rows: invoice.others.slice(0, mostValues).map(row) }],
    },
    ...(more <= 0 ? [] : [{ kind: 'paragraph', text: t('invoice.others.more', { count: formatWhole(more, language) }), isSmall: true } as const]),
  ];
}
