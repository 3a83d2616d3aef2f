import { z } from 'zod';
import { isCalendarDate } from '#app/domain/calendar-date.ts';
import { grantReference } from '#app/domain/identifiers.ts';
import { languages } from '#app/domain/programme.ts';
import { template, translator } from '#app/i18n/translate.ts';
import type { ClaimPlaces } from './archive-layout.ts';
import { noark, noarkNames } from './noark.ts';

const ownSystem = 'OU-refusjon';
const ks = { name: 'KS – Kommunesektorens organisasjon', organisationNumber: '971032146' } as const;
const day = z.string().refine(isCalendarDate);
const pdfType = 'application/pdf';

const partySchema = z.strictObject({
  role: noark('M087 korrespondanseparttype', z.enum(['Avsender', 'Mottaker'])),
  name: noark('M400 korrespondansepartNavn', z.string()),
  organisationNumber: noark('M049 organisasjonsID', z.string().optional()),
  /** The party's own reference, as its letter prints it. */
  reference: noark('deresReferanse', z.string().optional()),
  /** The same without the document's number: the case. */
  caseReference: noark('deresReferanse', z.string().optional()),
});

const documentSchema = z.strictObject({
  number: noark('M007 dokumentnummer', z.int().min(1)),
  relation: noark('M217 tilknyttetRegistreringSom', z.enum(['Hoveddokument', 'Vedlegg'])),
  documentType: noark('M083 dokumenttype', z.enum(['Refusjonskrav', 'Tilsagnsbrev', 'Bilag'])),
  title: noark('M020 tittel', z.string()),
  /** The number the claim gives it; absent for the claim itself and the grant letter. */
  voucher: noark('M711 virksomhetsspesifikkeMetadata', z.int().min(1).optional()),
  fileName: noark('M711 virksomhetsspesifikkeMetadata', z.string()),
  /** From the root of the zip. */
  path: noark('M218 referanseDokumentfil', z.string()),
  mediaType: noark('M716 mimeType', z.string()),
  bytes: noark('M707 filstoerrelse', z.int().min(0)),
  checksum: noark('M705 sjekksum', z.string().regex(/^[0-9a-f]{64}$/)),
  checksumAlgorithm: noark('M706 sjekksumAlgoritme', z.literal('SHA-256')),
});

/**
 * A claim as an archive registers it: what arkivforskrifta § 10 asks the journal to tell of a document, as far as the sender knows
 * it. Every field names its counterpart in Noark 5; what only the archive may decide is named, and left open.
 * Sources: FOR-2017-12-15-2105 (arkivforskrifta) §§ 9–10; Arkivverket, Noark 5 v5.5, «Metadata gruppert på objekter» (registrering,
 * journalpost, korrespondansepart, dokumentbeskrivelse, dokumentobjekt); `deresReferanse` and `referanseEksternNoekkel` are of
 * GeoIntegrasjon Arkiv and Fiks Arkiv, since Noark has no field for the other party's case.
 */
export const journalSchema = z.strictObject({
  format: z.literal('ou-refusjon/journal@1'),
  /** Of the documents and of the titles here. */
  language: z.enum(languages),
  title: noark('M020 tittel', z.string()),
  entryType: noark('M082 journalposttype', z.literal('Utgående dokument')),
  documentDate: noark('M103 dokumentetsDato', day.optional()),
  ownReference: z.strictObject({
    system: noark('referanseEksternNoekkel.fagsystem', z.literal(ownSystem)),
    key: noark('referanseEksternNoekkel.noekkel', z.string()),
    claimNumber: noark('M711 virksomhetsspesifikkeMetadata', z.int().min(1)),
    version: noark('M711 virksomhetsspesifikkeMetadata', z.int().min(1)),
  }),
  dates: z.strictObject({
    prepared: noark('M600 opprettetDato', day),
    attested: noark('M711 virksomhetsspesifikkeMetadata', day.optional()),
    sent: noark('M105 sendtDato', day.optional()),
    settled: noark('M711 virksomhetsspesifikkeMetadata', day.optional()),
  }),
  parties: z.array(partySchema),
  preparedBy: noark('M307 saksbehandler', z.string()),
  attestedBy: noark('M711 virksomhetsspesifikkeMetadata', z.string().optional()),
  attachmentCount: noark('M304 antallVedlegg', z.int().min(0)),
  documents: z.array(documentSchema),
  leftToArchive: z.strictObject({ note: z.string(), fields: z.array(z.string()) }),
  noark5: z.record(z.string(), z.string()),
});

export type JournalEntry = z.infer<typeof journalSchema>;
type Described = JournalEntry['documents'][number];

const noark5 = noarkNames(journalSchema);

/** Case, journal and access: the archive's own, by its plan. */
const archiveFields = [
  'M003 mappeID', 'M002 klasseID', 'M013 journalaar', 'M014 journalsekvensnummer', 'M015 journalpostnummer', 'M053 journalstatus', 'M101 journaldato',
  'M025 offentligTittel', 'M500 tilgangsrestriksjon', 'M501 skjermingshjemmel', 'M617 avskrivningsdato', 'M619 avskrivningsmaate',
] as const;

/** What an archive needs to register a claim. `mediaTypes` are of the originals, in their order, by what they hold. */
export function journalEntry(place: ClaimPlaces, mediaTypes: readonly string[]): JournalEntry {
  const { claim } = place;
  const t = translator(claim.language);
  const { id, number, version, programmeName, preparedOn, approvedOn, submittedOn, receivedOn } = claim;
  const documents = documentsOf(place, mediaTypes);
  return {
    format: 'ou-refusjon/journal@1',
    language: claim.language,
    title: t('finance.journal.title', { programme: programmeName, number }),
    entryType: 'Utgående dokument',
    documentDate: approvedOn,
    ownReference: { system: ownSystem, key: id, claimNumber: number, version },
    dates: { prepared: preparedOn, attested: approvedOn, sent: submittedOn, settled: receivedOn },
    parties: partiesOf(claim),
    preparedBy: claim.preparedBy,
    attestedBy: claim.approvedBy,
    attachmentCount: documents.length - 1,
    documents,
    leftToArchive: { note: template(claim.language, 'finance.journal.leftToArchive'), fields: [...archiveFields] },
    noark5,
  };
}

function partiesOf({ organisation, grantReference: reference }: ClaimPlaces['claim']): JournalEntry['parties'] {
  const { written, forForm } = grantReference(reference ?? '');
  return [
    { role: 'Avsender', name: organisation.name, organisationNumber: organisation.organisationNumber },
    { role: 'Mottaker', ...ks, ...(written === '' ? {} : { reference: written, caseReference: forForm }) },
  ];
}

function documentsOf({ claim, pdf, originals }: ClaimPlaces, mediaTypes: readonly string[]): JournalEntry['documents'] {
  const t = translator(claim.language);
  const attachments = originals.map(({ path, file }, index): Described => {
    const { voucher, name } = file;
    const kind = voucher === undefined
      ? { documentType: 'Tilsagnsbrev' as const, title: t('finance.journal.letter', { name }) }
      : { documentType: 'Bilag' as const, title: t('finance.journal.voucher', { number: voucher, name }) };
    return {
      number: index + 2, relation: 'Vedlegg', ...kind, voucher, fileName: name, path,
      mediaType: mediaTypes[index] ?? 'application/octet-stream', ...checksumOf(file),
    };
  });
  return [{
    number: 1, relation: 'Hoveddokument', documentType: 'Refusjonskrav', title: template(claim.language, 'document.title'),
    fileName: claim.pdf.fileName, path: pdf, mediaType: pdfType, ...checksumOf(claim.pdf),
  }, ...attachments];
}

function checksumOf({ sizeBytes, sha256 }: { sizeBytes: number; sha256: string }): Pick<Described, 'bytes' | 'checksum' | 'checksumAlgorithm'> {
  return { bytes: sizeBytes, checksum: sha256, checksumAlgorithm: 'SHA-256' };
}
