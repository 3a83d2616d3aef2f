import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { netOf, type Expense } from '#app/domain/expense.ts';
import { moneyToText, sum } from '#app/domain/money.ts';
import { isAccountNumber, isOrganisationNumber } from '#app/domain/identifiers.ts';
import { findInRegister } from '#app/features/organisations/register.ts';
import { claimFromFile } from '#app/features/claims/claim-command.server.ts';
import { programmeSchema } from '#app/features/programme-file/programme-schema.ts';
import { readProgrammeFile } from '#app/features/programme-file/read-programme-file.server.ts';
import { referenceProblems } from '#app/features/programme-file/reference-problems.ts';
import { toProgramme } from '#app/features/programme-file/to-programme.ts';
import { openAnyFile } from '#app/features/attachments/reading/open-any-file.server.ts';
import { projectFolder } from '#app/project-folder.ts';
import { amountIn, anAssessment, cellTexts, filesOf } from '#test/fixtures/assessments.ts';
import { today } from '#test/fixtures/claims.ts';
import { readPdf } from '#test/fixtures/pdf-reader.ts';
import { demoDocuments } from './demo-documents.ts';
import { demoProgramme } from './demo-programme.ts';
import { writeDemo } from './write-demo.server.ts';

const programme = toProgramme(programmeSchema.parse(demoProgramme));
const { calculation, refusals, warnings } = anAssessment(programme);

async function aDemo() {
  const folder = await mkdtemp(join(tmpdir(), 'ou-demo-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { folder, file: await writeDemo(folder, projectFolder) };
}

/** The total an invoice prints. */
function printedTotal(file: string): string {
  const table = demoDocuments(programme).get(file)?.blocks.find((block) => block.kind === 'table');
  return table?.kind === 'table' && table.total !== undefined ? moneyToText(amountIn(cellTexts(table.total).at(-1))) : '';
}

describe('the demo’s programme', () => {
  test('is a well-formed programme file that may be claimed, with the warnings a real one would have', () => {
    expect(referenceProblems(programmeSchema.parse(demoProgramme))).toEqual([]);
    expect(refusals).toEqual([]);
    expect(warnings.map(({ code }) => code)).toEqual(['organisation_number_not_municipality', 'rule_set_unverified']);
  });

  test('is nobody’s: numbers with right check digits that the register does not know', () => {
    const { organisationNumber = '', bankAccount = '' } = programme.organisation;
    expect([isOrganisationNumber(organisationNumber), isAccountNumber(bankAccount)]).toEqual([true, true]);
    expect(findInRegister(programme.organisation)).toBeUndefined();
  });

  test('shows what the fund is about: the cap, a shared day, a credit note, costs not covered, room in the grant', () => {
    const reasons = new Set(calculation.lines.flatMap((line) => line.reasons));
    expect([...reasons].sort()).toEqual(['day_cap', 'participants_board', 'travel_time', 'venue']);
    expect(calculation.lines.some(({ days }) => days.some((day) => day.usedBefore.gt(0) && !day.basis.eq(day.amount)))).toBe(true);
    expect(programme.expenses.filter(({ creditOf }) => creditOf !== undefined)).toHaveLength(1);
    expect(new Set(programme.expenses.map(({ kind }) => kind)).size).toBe(4);
    expect(calculation.totals.refund.eq(calculation.totals.calculated)).toBe(true);
  });
});

describe('the demo’s papers', () => {
  test('are one for each file the programme names', () => {
    expect([...demoDocuments(programme).keys()].sort()).toEqual(filesOf(programme).sort());
  });

  test('print what the lines that use them cost', () => {
    const using = (file: string): Expense[] => programme.expenses.filter(({ attachments }) => attachments.includes(file));
    for (const file of filesOf(programme).filter((name) => name !== programme.grant.letter)) {
      expect(printedTotal(file), file).toBe(moneyToText(sum(using(file).map(netOf))));
    }
  });

  test('call a credit note one, and everything else an invoice', () => {
    const titles = [...demoDocuments(programme).values()].map(({ title }) => title);
    expect(titles.filter((title) => title.startsWith('Kreditnota'))).toEqual(['Kreditnota 1056']);
    expect(titles.filter((title) => title.startsWith('Faktura'))).toHaveLength(titles.length - 2);
  });

  test('say on every page that they are an example', async () => {
    const { folder } = await aDemo();
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.pdf'))) {
      const pages = await readPdf(await readFile(join(folder, name)));
      expect(pages.every(({ text }) => text.includes('eksempel')), name).toBe(true);
    }
  });
});

test('written to a folder, the demo is read and claimed like any other programme, the same each time', async () => {
  const [first, second] = [await aDemo(), await aDemo()];
  const result = await claimFromFile({
    programmeFile: first.file, outputFolder: join(first.folder, 'krav'), today, language: undefined, isDraft: false, projectFolder, openFile: openAnyFile,
  });
  expect(result).toMatchObject({ claim: { json: { refusals: [], totals: { refund: moneyToText(calculation.totals.refund) } } } });
  expect(await readProgrammeFile(second.file)).toMatchObject({ programme });
  for (const name of await readdir(second.folder)) {
    expect((await readFile(join(first.folder, name))).equals(await readFile(join(second.folder, name))), name).toBe(true);
  }
});
