import { isCalendarDate, type CalendarDate } from '#app/domain/calendar-date.ts';
import type { Money } from '#app/domain/money.ts';
import type { ArchiveKind, Language } from '#app/domain/programme.ts';
import { VoucherReader } from '#app/features/attachments/reading/voucher-reader.server.ts';
import { claimFromFile, type ClaimCommand, type ClaimCommandResult, type MadeSize } from '#app/features/claims/claim-command.server.ts';
import { aboutText } from '#app/features/claims/claim-size.ts';
import { readMegabytes } from '#app/features/claims/part-size.ts';
import type { MadeClaim } from '#app/features/claims/make-claim.server.ts';
import { progressText } from '#app/features/progress/progress-text.ts';
import { findingText } from '#app/i18n/finding-text.ts';
import { dayInNorway, formatKroner } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import { projectFolder } from '#app/project-folder.ts';
import { progressLine } from './progress.ts';
import { UsageError } from './usage-error.ts';

export interface ClaimArguments {
  readonly programme?: string | undefined;
  readonly out?: string | undefined;
  readonly today?: string | undefined;
  readonly language?: Language | undefined;
  readonly draft: boolean;
  readonly archive?: ArchiveKind | undefined;
  readonly size?: string | undefined;
  readonly parts?: boolean | undefined;
}

/** `ou claim`: exit 0 with the claim, 1 with what must be mended first, 2 for a file that is no programme file. */
export async function runClaim({ programme, out, today, language: asked, draft, archive, size, parts }: ClaimArguments): Promise<void> {
  const spoken = asked ?? 'nb';
  if (programme === undefined || out === undefined) throw new UsageError(translator(spoken)('cli.claim.incomplete'));
  const result = await madeFromFile({
    programmeFile: programme, outputFolder: out, today: dayOf(today, spoken), language: asked, isDraft: draft, archive, projectFolder,
    mostBytes: size === undefined ? undefined : sizeOf(size, spoken), inParts: parts,
  });
  if ('problems' in result) {
    const lines = result.problems.map((problem) => findingText('schema', problem, spoken)).map(withPath);
    throw new UsageError([translator(spoken)('cli.notProgrammeFile', { file: programme }), ...lines].join('\n'));
  }
  if ('wouldOverwrite' in result) throw new UsageError(translator(spoken)('cli.wouldOverwrite', { file: result.wouldOverwrite }));
  const { claim, language, pdfFile, size: made } = result;
  for (const refusal of claim.json.refusals) process.stderr.write(`${withPath(refusal)}\n`);
  if (claim.json.refusals.length > 0) process.exitCode = 1;
  if (claim.json.pdf !== null) process.stdout.write(`${summary(claim, { language, pdfFile, isDraft: draft, size: made }).join('\n')}\n`);
}

/** So many lines take about a second to set. */
const linesWorthTelling = 2_000;

async function madeFromFile(command: Omit<ClaimCommand, 'openFile' | 'tell'>): Promise<ClaimCommandResult> {
  const language = command.language ?? 'nb';
  const progress = progressLine(process.stderr, (now) => progressText(now, language));
  const reader = new VoucherReader();
  try {
    return await claimFromFile({
      ...command,
      openFile: reader.open,
      tell: (now) => {
        if (now.stage !== 'setting') progress.update(now);
        else if (now.lines > linesWorthTelling) progress.announce(now);
      },
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (typeof code !== 'string' || !/^(E[A-Z]+|ERR_FS_[A-Z]+)$/.test(code)) throw error;
    throw new UsageError(translator(language)('cli.cannotWrite', { folder: command.outputFolder, cause: code }));
  } finally {
    reader.close();
    progress.clear();
  }
}

/** The day given, else today in Norway. */
export function dayOf(text: string | undefined, language: Language): CalendarDate {
  if (text === undefined) return dayInNorway(new Date());
  if (!isCalendarDate(text)) throw new UsageError(translator(language)('cli.badDay', { day: text }));
  return text;
}

/** A size in megabytes, with a decimal point or comma, in bytes. */
function sizeOf(text: string, language: Language): number {
  const size = readMegabytes(text) ?? 0;
  if (size === 0) throw new UsageError(translator(language)('cli.badSize', { size: text }));
  return size;
}

function withPath({ path, message }: { path: string; message: string }): string {
  return path === '' ? message : `${path}: ${message}`;
}

function summary({ json, assessment }: MadeClaim, at: { language: Language; pdfFile: string; isDraft: boolean; size: MadeSize }): string[] {
  const t = translator(at.language);
  const { cost, basis, refund, ownShare } = assessment.calculation.totals;
  const kroner = (amount: Money) => formatKroner(amount, at.language);
  const warnings = json.warnings.map((warning) => `  ${withPath(warning)}`);
  const laterParts = (json.parts ?? []).map(({ file, pages }, index, { length }) => t('cli.madePart', { part: index + 1, parts: length, file, pages })).slice(1);
  return [
    t(at.isDraft ? 'cli.madeDraft' : 'cli.made', { file: at.pdfFile, pages: json.pdf?.pages ?? 0 }),
    ...laterParts.map((part) => `  ${part}`),
    ...sizeLines(at.size, at.language),
    t('cli.figures', { cost: kroner(cost), basis: kroner(basis), refund: kroner(refund), ownShare: kroner(ownShare) }),
    ...(warnings.length === 0 ? [] : [t('cli.warnings'), ...warnings]),
  ];
}

/** How large it came out, what was done about it, and what more can be where that was not enough. */
function sizeLines({ pdfBytes, fineBytes, fileBytes, mostBytes = Infinity }: MadeSize, language: Language): string[] {
  const t = translator(language);
  const about = (bytes: number) => aboutText(bytes, language);
  return [
    t('cli.size', { size: about(pdfBytes) }),
    ...(fileBytes < fineBytes ? [`  ${t('cli.size.coarser', { before: about(fineBytes), after: about(fileBytes) })}`] : []),
    ...(fileBytes > mostBytes ? [`  ${t('cli.size.missed', { most: about(mostBytes), size: about(fileBytes) })}`] : []),
  ];
}
