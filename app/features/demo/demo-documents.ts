import { calendarDate } from '#app/domain/calendar-date.ts';
import { sum, type Money } from '#app/domain/money.ts';
import { netOf, type Expense } from '#app/domain/expense.ts';
import type { Programme } from '#app/domain/programme.ts';
import { formatAmount, formatDay, formatKroner } from '#app/i18n/format.ts';
import type { Block, DocumentDescription, Table } from '#app/pdf/document.ts';

/** The papers of the demo: the letter from KS and an invoice for each file the programme names. */
export function demoDocuments(programme: Programme): Map<string, DocumentDescription> {
  const files = new Map<string, Expense[]>();
  for (const expense of programme.expenses) {
    for (const file of expense.attachments) files.set(file, [...files.get(file) ?? [], expense]);
  }
  const documents = new Map([...files].map(([file, expenses]) => [file, invoice(programme, file, expenses)]));
  documents.set(programme.grant.letter ?? 'tilsagnsbrev.pdf', letter(programme));
  return documents;
}

function invoice({ organisation: { name: buyer, address } }: Programme, file: string, expenses: readonly Expense[]): DocumentDescription {
  const details = expenses.find((expense) => expense.invoice !== undefined)?.invoice;
  const supplier = details?.supplier ?? `${address?.city ?? ''} kulturhus og hotell`;
  const day = details?.issuedOn ?? expenses.flatMap((expense) => (expense.kind === 'fee' ? [] : [expense.incurredOn]))[0] ?? calendarDate('2025-09-16');
  const isCredit = expenses.every((expense) => netOf(expense).lt(0));
  const name = `${isCredit ? 'Kreditnota' : 'Faktura'} ${details?.number ?? file.replace(/^faktura-|\.pdf$/g, '')}`;
  return paper({ title: name, lead: `${supplier} · ${formatDay(day, 'nb')}`, madeOn: day, author: supplier }, [
    { kind: 'paragraph', text: `Til ${buyer}, ${address?.street ?? ''}, ${address?.postalCode ?? ''} ${address?.city ?? ''}. Beløp i norske kroner uten merverdiavgift.` },
    invoiceTable(expenses),
    { kind: 'paragraph', text: 'Dette er et eksempel laget av OU-refusjon. Kommunen, leverandøren og personene er oppdiktet.', isSmall: true },
  ]);
}

function invoiceTable(expenses: readonly Expense[]): Table {
  const amount = (value: Money) => formatAmount(value, 'nb');
  return {
    kind: 'table', summary: 'Linjene i fakturaen', hasHead: true,
    columns: [
      { label: 'Beskrivelse', width: 270, align: 'start' }, { label: 'Dato', width: 120, align: 'start' }, { label: 'Beløp', width: 90, align: 'end' },
    ],
    groups: [{ rows: expenses.flatMap((expense) => linesOf(expense).map(({ on, value }) => ({
      cells: [{ paragraphs: [expense.description ?? ''], isHeader: true }, { paragraphs: [on] }, { paragraphs: [amount(value)] }],
    }))) }],
    total: { cells: [{ paragraphs: ['Sum uten mva.'], span: 2, isHeader: true }, { paragraphs: [amount(sum(expenses.map(netOf)))] }] },
  };
}

function linesOf(expense: Expense): { on: string; value: Money }[] {
  if (expense.kind !== 'fee') return [{ on: formatDay(expense.incurredOn, 'nb'), value: expense.amount }];
  return expense.days.map((day) => ({ on: formatDay(day.on, 'nb'), value: day.amount }));
}

function letter({ grant, facts, organisation }: Programme): DocumentDescription {
  const on = grant.letterOn ?? facts.startsOn;
  return paper({ title: 'Tilsagn om OU-midler', lead: `Vår referanse ${grant.reference ?? ''} · ${formatDay(on, 'nb')}`, madeOn: on, author: 'KS' }, [
    { kind: 'paragraph', text: `${organisation.name} får tilsagn om inntil ${formatKroner(grant.amount ?? sum([]), 'nb')} til ${facts.name}.` },
    { kind: 'paragraph', text: 'Tilsagnet dekker 70 prosent av honorar, reise og opphold til eksterne konsulenter, med høyst 18 000 kroner i honorar per person og dag.' },
    { kind: 'paragraph', text: 'Dette er et eksempel laget av OU-refusjon, ikke et brev fra KS.', isSmall: true },
  ]);
}

type PaperFacts = Pick<DocumentDescription, 'title' | 'madeOn' | 'author'> & { readonly lead: string };

function paper({ title, lead, madeOn, author }: PaperFacts, blocks: readonly Block[]): DocumentDescription {
  return {
    title, author, madeOn, subject: lead, language: 'nb', runningHead: { start: author, end: title }, appendices: [],
    words: { footer: 'Side {page} av {pages}', stamp: '', carriedTo: '', carriedFrom: '', continued: '' },
    blocks: [{ kind: 'title', text: title, lead }, ...blocks],
  };
}
