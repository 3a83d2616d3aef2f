import { buffer } from 'node:stream/consumers';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { isOrganisationNumber } from '#app/domain/identifiers.ts';
import { languages } from '#app/domain/programme.ts';
import { aFrozenClaim, KeptFiles } from '#test/fixtures/exports.ts';
import { archiveLayout } from './archive-layout.ts';
import { claimZip } from './claim-zip.server.ts';
import type { FrozenClaimForExport } from './export-data.ts';
import { journalEntry, journalSchema } from './journal-entry.ts';

const mediaTypes = ['application/pdf', 'application/pdf', 'text/csv'];

function entryOf(fields: Partial<FrozenClaimForExport> = {}) {
  const [place] = archiveLayout([aFrozenClaim(new KeptFiles(), fields)]);
  if (place === undefined) throw new Error('A claim has its place');
  return journalEntry(place, mediaTypes);
}

/** The paths of what an entry holds, as the table of Noark's names has them. */
function leaves(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((each: unknown) => leaves(each, `${path}[]`));
  if (typeof value !== 'object' || value === null) return value === undefined ? [] : [path];
  return Object.entries(value).flatMap(([name, child]: [string, unknown]) => leaves(child, path === '' ? name : `${path}.${name}`));
}

describe('the journal entry of a claim', () => {
  test('tells what arkivforskrifta § 10 asks for, as far as the sender knows it', () => {
    expect(entryOf({ submittedOn: calendarDate('2026-11-23') })).toMatchObject({
      title: 'Refusjonskrav til KS’ OU-fond: LED skole 2026, krav 7',
      entryType: 'Utgående dokument',
      documentDate: '2026-11-20',
      dates: { prepared: '2026-11-18', attested: '2026-11-20', sent: '2026-11-23' },
      ownReference: { system: 'OU-refusjon', key: '0b54a7cc-3df5-4a66-8ac5-36e14c1a5a10', claimNumber: 7, version: 1 },
      preparedBy: 'Kari Saksbehandler', attestedBy: 'Ola Økonom',
    });
  });

  test('names both parties by number, and KS’s case with and without the number of the letter', () => {
    const [sender, recipient] = entryOf({ grantReference: '25/12345-1' }).parties;
    expect(sender).toMatchObject({ role: 'Avsender', name: 'Gjøvik kommune' });
    expect(recipient).toEqual({
      role: 'Mottaker', name: 'KS – Kommunesektorens organisasjon', organisationNumber: '971032146', reference: '25/12345-1', caseReference: '25/12345',
    });
    expect([sender, recipient].map((party) => isOrganisationNumber(party?.organisationNumber ?? ''))).toEqual([true, true]);
  });

  test('lists the claim first, then each paper with number, kind and checksum', () => {
    const { documents, attachmentCount } = entryOf();
    expect(documents.map(({ number, relation, documentType, voucher, title, path, mediaType }) => [number, relation, documentType, voucher, title, path, mediaType])).toEqual([
      [1, 'Hoveddokument', 'Refusjonskrav', undefined, 'Søknad om refusjon av OU-midler', 'krav 7 LED skole 2026/Søknad om refusjon.pdf', 'application/pdf'],
      [2, 'Vedlegg', 'Tilsagnsbrev', undefined, 'Tilsagnsbrev: tilsagnsbrev.pdf', 'krav 7 LED skole 2026/bilag/00 tilsagnsbrev.pdf', 'application/pdf'],
      [3, 'Vedlegg', 'Bilag', 1, 'Bilag 1: faktura-1001.pdf', 'krav 7 LED skole 2026/bilag/01 faktura-1001.pdf', 'application/pdf'],
      [4, 'Vedlegg', 'Bilag', 2, 'Bilag 2: kjørebok.csv', 'krav 7 LED skole 2026/bilag/02 kjørebok.csv', 'text/csv'],
    ]);
    expect(attachmentCount).toBe(3);
  });

  test('leaves case, class and access to the archive, and says so', () => {
    const { leftToArchive } = entryOf();
    expect(leftToArchive.fields).toEqual(expect.arrayContaining(['M002 klasseID', 'M101 journaldato', 'M500 tilgangsrestriksjon']));
    expect(leftToArchive.note).toContain('Arkivet avgjør');
    expect(leaves(entryOf()).filter((path) => /access|class|journalDate/i.test(path))).toEqual([]);
  });

  test('has a name of Noark 5 for every field but its own frame', () => {
    const { noark5, ...entry } = entryOf({ submittedOn: calendarDate('2026-11-23'), receivedOn: calendarDate('2026-11-24') });
    const unnamed = leaves(entry).filter((path) => !(path in noark5) && !path.startsWith('leftToArchive'));
    expect(unnamed).toEqual(['format', 'language']);
    expect(noark5).toMatchObject({
      title: 'M020 tittel', 'dates.sent': 'M105 sendtDato', 'parties[].name': 'M400 korrespondansepartNavn', 'documents[].checksum': 'M705 sjekksum',
    });
    expect(Object.keys(noark5).filter((path) => !leaves(entry).includes(path))).toEqual([]);
  });

  test.each(languages)('in %s is what its schema says, and is read again from text', (language) => {
    const entry = entryOf({ language });
    expect(journalSchema.parse(JSON.parse(JSON.stringify(entry)))).toEqual(JSON.parse(JSON.stringify(entry)));
  });

  test('of a claim without reference or sending day leaves these out, never empty', () => {
    const entry = entryOf({ grantReference: undefined });
    expect(leaves(entry)).not.toContain('dates.sent');
    expect(entry.parties[1]).not.toHaveProperty('reference');
  });

  test('in the archive tells what each paper is by its contents, whatever its name says', async () => {
    const kept = new KeptFiles();
    const claim = aFrozenClaim(kept, { files: [
      { voucher: 1, name: 'faktura.jpg', ...kept.keep('%PDF-1.7\n') }, { voucher: 2, name: 'liste', ...kept.keep('fra;til\nA;B\nC;D\n') },
      { voucher: 3, name: 'ukjent.pdf', ...kept.keep('\u0000\u0001') },
    ] });
    const files = unzipSync(await buffer(await claimZip({ claims: [claim], language: 'nb', files: kept })));
    const { documents } = journalSchema.parse(JSON.parse(strFromU8(files['krav 7 LED skole 2026/journal.json'] ?? new Uint8Array())));
    expect(documents.map(({ mediaType }) => mediaType)).toEqual(['application/pdf', 'application/pdf', 'text/csv', 'application/octet-stream']);
    expect(documents.map(({ path }) => path in files)).toEqual([true, true, true, true]);
  });
});
