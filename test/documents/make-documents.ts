/**
 * Makes a document of every kind the product can make, into a folder, for a checker of PDF/A and PDF/UA to judge:
 * `npm run documents -- DIR [PART]`. The names begin with the kind to check them as; with PART, only those whose names hold it.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { addDays, calendarDate } from '#app/domain/calendar-date.ts';
import { archiveKinds, languages, type ArchiveKind, type Language, type Programme } from '#app/domain/programme.ts';
import { openWithinSize } from '#app/features/attachments/open-within-size.server.ts';
import { attachmentNames } from '#app/features/attachments/opened-attachment.ts';
import { openAnyFile } from '#app/features/attachments/reading/open-any-file.server.ts';
import { makeClaim } from '#app/features/claims/make-claim.server.ts';
import { projectFolder } from '#app/project-folder.ts';
import { today } from '#test/fixtures/claims.ts';
import { aFullEhf, anEhf } from '#test/fixtures/ehf.ts';
import { aDay, aFee, anActual, aNotRefundable, aProgramme } from '#test/fixtures/factories.ts';
import { aHeic } from '#test/fixtures/heic.ts';
import { aFilledForm, aJpeg, aPdf, aPng, aScriptedPdf, aTransparentPng } from '#test/fixtures/papers.ts';

const [, , folder = 'data/documents', part = ''] = process.argv;

interface Wanted {
  readonly name: string;
  readonly programme: Programme;
  readonly language?: Language;
  readonly isDraft?: boolean;
  readonly archive?: ArchiveKind;
  readonly partBytes?: number;
}

type Maker = () => Buffer | Promise<Buffer>;

const photo = () => sharp({ create: { width: 900, height: 600, channels: 3, background: '#b87' } });

/** Every sort of file that is taken, and some that only a draft can name. */
const papers: Readonly<Record<string, Maker>> = {
  'tilsagnsbrev.pdf': () => aPdf({ marker: 'TILSAGN', pages: 2 }),
  'faktura-1001.pdf': () => aPdf({ marker: 'FAKTURA', pages: 3 }),
  'snudd.pdf': () => aPdf({ marker: 'SNUDD', rotation: 90 }), 'opp-ned.pdf': () => aPdf({ marker: 'OPPNED', rotation: 180 }),
  'plakat.pdf': () => aPdf({ marker: 'PLAKAT', size: [2384, 3370] }), 'kvittering.pdf': () => aPdf({ marker: 'KVITT', size: [283, 425] }),
  'flyttet.pdf': () => aPdf({ marker: 'FLYTT', origin: 300 }), 'skjema.pdf': () => aFilledForm('18 000,00 utfylt'),
  'skript.pdf': () => aScriptedPdf('SKRIPT'), 'eierlås.pdf': () => aPdf({ marker: 'EIER', password: { user: '', owner: 'eier' } }),
  'bilde.jpg': () => aJpeg({ width: 800, height: 600 }), 'trykk.jpg': () => photo().toColourspace('cmyk').jpeg().toBuffer(),
  'skjerm.png': () => aPng({ width: 600, height: 400 }), 'gjennomsiktig.png': () => aTransparentPng(),
  'dyp.png': () => photo().toColourspace('rgb16').png().toBuffer(), 'palett.png': () => photo().png({ palette: true }).toBuffer(),
  'skann.tif': () => photo().tiff({ compression: 'lzw' }).toBuffer(), 'nett.webp': () => photo().webp().toBuffer(),
  'telefon.avif': () => photo().avif().toBuffer(), 'telefon.heic': () => aHeic,
  'e-faktura.xml': () => Buffer.from(anEhf()), 'e-faktura-full.xml': () => Buffer.from(aFullEhf()),
};
const unusable: Readonly<Record<string, Maker>> = {
  'låst.pdf': () => aPdf({ marker: 'LAAST', password: { user: 'hemmelig', owner: 'eier' } }), 'nettside.pdf': () => Buffer.from('<!doctype html>'),
};

const everyPaper = aProgramme({
  expenses: Object.keys(papers).filter((name) => name !== 'tilsagnsbrev.pdf')
    .map((name, index) => anActual('travel', '100', { id: `p${index}`, attachments: [name], description: name })),
});
const usual = aProgramme({ expenses: [
  aFee({ days: [aDay('2026-02-10', '20000'), aDay('2026-02-11', '20000')] }), anActual('travel', '2412.50'), aNotRefundable('8000', { description: 'Lokale' }),
] });

function longProgramme(lines: number): Programme {
  const expenses = Array.from({ length: lines }, (_, index) => aFee({
    id: `lang${index}`, days: [aDay(addDays(calendarDate('2026-01-15'), index % 150), '1234.56')],
    activity: index % 7 === 0 ? undefined : 'a1', description: `Oppdrag nummer ${index}`,
  }));
  return aProgramme({ expenses, grant: { amount: undefined } });
}

const wanted: readonly Wanted[] = [
  ...languages.flatMap((language) => archiveKinds.flatMap((archive) => [true, false].map((isDraft) => ({
    name: `usual-${language}-${isDraft ? 'draft' : 'final'}`, programme: usual, language, archive, isDraft,
  })))),
  ...archiveKinds.map((archive) => ({ name: 'every-paper', programme: everyPaper, archive })),
  ...archiveKinds.map((archive) => ({ name: 'in-parts', programme: everyPaper, archive, partBytes: 120_000 })),
  { name: 'nothing', programme: aProgramme({ expenses: [], grant: { letter: undefined } }), isDraft: true },
  { name: 'refused', programme: aProgramme({ expenses: [aFee({ attachments: Object.keys(unusable) })], grant: { reference: '' } }), isDraft: true },
  { name: 'tall-cell', programme: aProgramme({ expenses: [aFee({ description: 'Et langt oppdrag. '.repeat(400) })] }) },
  { name: 'odd-letters', programme: aProgramme({ facts: { name: 'ÁáČčĐđŊŋŠšŦŧŽž 漢字 😀 ½ – — • €' } }) },
  ...[1, 10, 1_000, 10_000].map((lines) => ({ name: `lines-${lines}`, programme: longProgramme(lines) })),
  { name: 'with-audit-head', programme: { ...usual, auditHead: { sequence: 41, hash: 'ab'.repeat(32) } } },
];

await mkdir(folder, { recursive: true });
for (const { name, programme, language = 'nb', isDraft = false, archive = '2a', partBytes } of wanted.filter((each) => each.name.includes(part))) {
  const files = attachmentNames(programme).map((file) => ({ name: file, read: async () => (await (papers[file] ?? unusable[file])?.()) ?? 'not_found' as const }));
  const attachments = await openWithinSize(files, { openFile: openAnyFile, language, keepsOriginals: archive === '3a' });
  const input = { programme, attachments, today, language, isDraft, archive, partBytes, projectFolder };
  const { pdf, laterParts, json } = await makeClaim(input);
  if (pdf === undefined) throw new Error(`${name}: ${json.refusals.map(({ message }) => message).join(' ')}`);
  for (const [index, { pieces }] of [pdf, ...laterParts].entries()) {
    const file = `${archive}-${name}${index === 0 ? '' : `-${index + 1}`}.pdf`;
    await writeFile(join(folder, file), pieces);
    process.stdout.write(`${file}\n`);
  }
}
process.exit();
