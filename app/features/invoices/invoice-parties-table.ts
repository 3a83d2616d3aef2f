import type { Cell, Row, Table } from '#app/pdf/document.ts';
import type { Party } from './invoice.ts';
import { partyName, type InvoiceWords } from './invoice-words.ts';

/** The seller and the buyer side by side, then a payee and a tax representative where there are any. */
export function partiesTables(words: InvoiceWords): Table[] {
  const { t, invoice } = words;
  const others: [string, Party | undefined][] = [[t('invoice.payee'), invoice.payee], [t('invoice.taxRepresentative'), invoice.taxRepresentative]];
  const given = others.flatMap(([label, party]): NamedParty[] => (party === undefined ? [] : [[label, party]]));
  const main = partiesTable(words, t('invoice.parties.summary'), [[t('invoice.supplier'), invoice.supplier], [t('invoice.customer'), invoice.customer]]);
  return given.length === 0 ? [main] : [main, partiesTable(words, t('invoice.parties.others'), given)];
}

type NamedParty = readonly [label: string, party: Party];

function partiesTable(words: InvoiceWords, summary: string, parties: readonly NamedParty[]): Table {
  const rows = partyRows(words, parties.map(([, party]) => party));
  const width = 370 / parties.length;
  return {
    kind: 'table',
    summary,
    hasHead: true,
    columns: [
      { label: words.t('invoice.parties.what'), width: 115, align: 'start', fits: rows.map(({ label }) => label) },
      ...parties.map(([label]) => ({ label, width, align: 'start' } as const)),
    ],
    groups: [{ rows: rows.map(labelledRow) }],
  };
}

interface LabelledRow {
  readonly label: string;
  readonly cells: readonly Cell[];
}

function labelledRow({ label, cells }: LabelledRow): Row {
  return { cells: [{ paragraphs: [[{ text: label, isMuted: true }]], isHeader: true }, ...cells] };
}

/** What at least one of them has. */
function partyRows(words: InvoiceWords, parties: readonly Party[]): LabelledRow[] {
  const { t, identifier, address } = words;
  const row = (label: string, texts: (party: Party) => readonly string[]): LabelledRow[] => {
    const cells = parties.map((party) => ({ paragraphs: texts(party) }));
    return cells.every(({ paragraphs }) => paragraphs.length === 0) ? [] : [{ label, cells }];
  };
  const given = (text: string | undefined) => (text === undefined ? [] : [text]);
  return [
    ...row(t('invoice.party.name'), (party) => [partyName(party) ?? t('invoice.missing')]),
    ...row(t('invoice.party.tradingName'), (party) => given(otherName(party))),
    ...row(t('invoice.party.organisation'), ({ organisation }) => (organisation === undefined ? [] : [identifier(organisation)])),
    ...row(t('invoice.party.taxNumbers'), ({ taxNumbers }) => taxNumbers),
    ...row(t('invoice.party.legalForm'), ({ legalForm }) => given(legalForm)),
    ...row(t('invoice.party.address'), (party) => (party.address === undefined ? [] : address(party.address))),
    ...row(t('invoice.party.contact'), ({ contact }) => contact),
    ...row(t('invoice.party.identifiers'), ({ identifiers }) => identifiers.map(identifier)),
    ...row(t('invoice.party.endpoint'), ({ endpoint }) => (endpoint === undefined ? [] : [[endpoint.scheme, endpoint.value].filter((part) => part !== undefined).join(':')])),
  ];
}

/** The name a party trades under, where it is another than the one it is registered under. */
function otherName({ registeredName, tradingName }: Party): string | undefined {
  return registeredName === undefined || registeredName === tradingName ? undefined : tradingName;
}
