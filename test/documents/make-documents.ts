/**
 * Makes a document of every kind the product can make, into a folder, for a checker of PDF/A and PDF/UA to judge:
 * `npm run documents -- DIR [PART]`. The names begin with the kind to check them as; with PART, only those whose names hold it.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays, calendarDate } from '#app/domain/calendar-date.ts';
import { archiveKinds, languages, type ArchiveKind, type Language, type Programme } from '#app/domain/programme.ts';
import { openWithinSize } from '#app/features/attachments/open-within-size.server.ts';
import { attachmentNames } from '#app/features/attachments/opened-attachment.ts';
import { openAnyFile } from '#app/features/attachments/reading/open-any-file.server.ts';
import { makeClaim } from '#app/features/claims/make-claim.server.ts';
import { projectFolder } from '#app/project-folder.ts';
import { today } from '#test/fixtures/claims.ts';
import { aDay, aFee, anActual, aNotRefundable, aProgramme } from '#test/fixtures/factories.ts';
import { papers, receipt, unusable } from './every-paper.ts';

const [, , folder = 'data/documents', part = ''] = process.argv;

interface Wanted {
  readonly name: string;
  readonly programme: Programme;
  readonly language?: Language;
  readonly isDraft?: boolean;
  readonly archive?: ArchiveKind;
  readonly partBytes?: number;
}

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

/** As many vouchers as a large claim has, each of a line. */
const receipts = Array.from({ length: 500 }, (_, index) => `kvittering-${index + 1}`);
const manyVouchers = aProgramme({
  expenses: receipts.map((name, index) => anActual('travel', '100', { id: `k${index}`, attachments: [name], description: `Utlegg ${index + 1}` })),
});

/** Every file a document names, made when it is asked for. */
async function paper(name: string): Promise<Buffer | 'not_found'> {
  const number = receipts.indexOf(name) + 1;
  if (number > 0) return receipt(number);
  return (await (papers[name] ?? unusable[name])?.()) ?? 'not_found';
}

const wanted: readonly Wanted[] = [
  ...languages.flatMap((language) => archiveKinds.flatMap((archive) => [true, false].map((isDraft) => ({
    name: `usual-${language}-${isDraft ? 'draft' : 'final'}`, programme: usual, language, archive, isDraft,
  })))),
  ...languages.flatMap((language) => archiveKinds.map((archive) => ({ name: `every-paper-${language}`, programme: everyPaper, archive, language }))),
  { name: 'every-paper-draft', programme: everyPaper, isDraft: true },
  ...archiveKinds.map((archive) => ({ name: 'many-vouchers', programme: manyVouchers, archive })),
  ...archiveKinds.map((archive) => ({ name: 'in-parts', programme: everyPaper, archive, partBytes: 120_000 })),
  { name: 'nothing', programme: aProgramme({ expenses: [], grant: { letter: undefined } }), isDraft: true },
  { name: 'refused', programme: aProgramme({ expenses: [aFee({ attachments: Object.keys(unusable) })], grant: { reference: '' } }), isDraft: true },
  { name: 'tall-cell', programme: aProgramme({ expenses: [aFee({ description: 'Et langt oppdrag. '.repeat(400) })] }) },
  { name: 'odd-letters', programme: aProgramme({ facts: { name: 'ÁáČčĐđŊŋŠšŦŧŽž 漢字 😀 ½ – — • €' } }) },
  ...[1, 10, 1_000, 10_000].flatMap((lines) => archiveKinds.map((archive) => ({ name: `lines-${lines}`, programme: longProgramme(lines), archive }))),
  { name: 'with-audit-head', programme: { ...usual, auditHead: { sequence: 41, hash: 'ab'.repeat(32) } } },
];

await mkdir(folder, { recursive: true });
for (const { name, programme, language = 'nb', isDraft = false, archive = '2a', partBytes } of wanted.filter((each) => each.name.includes(part))) {
  const files = attachmentNames(programme).map((file) => ({ name: file, read: () => paper(file) }));
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
