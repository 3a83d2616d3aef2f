import { z } from 'zod';
import { isCalendarDate } from '#app/domain/calendar-date.ts';
import type { AttachmentState } from '#app/domain/circumstances.ts';
import { applyDayCap, type DayUsage } from '#app/domain/day-cap.ts';
import { notRefundableReasons, refundableKinds } from '#app/domain/expense.ts';
import { money, percent, sum, type Money } from '#app/domain/money.ts';
import { archiveKinds, languages, type ArchiveKind, type Language, type Programme } from '#app/domain/programme.ts';
import type { CalculatedLine, Calculation } from '#app/domain/refund.ts';
import { ruleSets } from '#app/domain/rule-set.ts';
import type { Assessment } from './assess-claim.ts';
import { frozenProgramme } from './frozen-programme.ts';
import type { VoucherList } from './vouchers.ts';

const day = z.string().refine(isCalendarDate);

const snapshotSchema = z.object({
  format: z.literal('ou-refusjon/snapshot@1'),
  today: day,
  language: z.enum(languages),
  programme: frozenProgramme,
  earlier: z.object({ days: z.array(z.tuple([z.string(), z.string().transform(money)])), refunded: z.string() }),
  files: z.array(z.object({ name: z.string(), sha256: z.string(), bytes: z.number() })),
  /** Claims attested before these were kept lack them. */
  archive: z.enum(archiveKinds).optional(),
  textSha256: z.string().optional(),
  ledger: z.object({
    responsibility: z.string().optional(), function: z.string().optional(), project: z.string().optional(),
    accounts: z.record(z.string(), z.string()),
  }),
});

const claimSchema = z.object({
  ruleSet: z.string(),
  totals: z.object({
    cost: z.string(), eligible: z.string(), basis: z.string(), percent: z.string().nullable(), calculated: z.string(),
    grantRemaining: z.string().nullable(), refund: z.string(), ownShare: z.string(),
  }),
  lines: z.array(z.object({
    expense: z.string(), vouchers: z.array(z.number()), net: z.string(), basis: z.string(), refund: z.string(),
    reasons: z.array(z.enum([...notRefundableReasons, 'day_cap', 'service_day_missing'])),
  })),
  attachments: z.array(z.object({ voucher: z.number(), file: z.string(), pages: z.number(), sha256: z.string().nullable() })),
  /** Claims attested before it was kept lack it. */
  grantLetter: z.object({ file: z.string(), pages: z.number(), sha256: z.string().nullable() }).optional(),
  explanation: z.array(z.string()),
});

/** What approval froze of a claim, to be shown again: nothing in it is worked out anew, whatever has changed since. */
export interface FrozenClaimFacts {
  readonly assessment: Assessment;
  /** The steps of the calculation, in the language of the claim. */
  readonly explanation: readonly string[];
  readonly ledger: Snapshot['ledger'];
  readonly language: Language;
  /** The claim's files in the store, the grant letter with them. */
  readonly files: readonly FrozenFile[];
  /** What the document was made as, where that was kept. */
  readonly archive: ArchiveKind | undefined;
  /** The seal of the document's own words, where that was kept. */
  readonly textSha256: string | undefined;
}

type Snapshot = z.infer<typeof snapshotSchema>;
export type FrozenFile = Snapshot['files'][number];

/** Reads what approval kept. Throws when it is not what approval writes. */
export function readFrozenClaim({ snapshotJson, claimJson }: { snapshotJson: string; claimJson: string }): FrozenClaimFacts {
  const snapshot = snapshotSchema.parse(JSON.parse(snapshotJson));
  const claim = claimSchema.parse(JSON.parse(claimJson));
  const { programme } = snapshot;
  const files = [...claim.attachments, ...(claim.grantLetter === undefined ? [] : [claim.grantLetter])];
  const attachments = new Map(files.map(({ file, pages, sha256 }): [string, AttachmentState] => [
    file, sha256 === null ? { isReadable: false, cause: 'not_found' } : { isReadable: true, pages, sha256 },
  ]));
  return {
    assessment: {
      programme, calculation: calculationOf(claim, snapshot), refusals: [], warnings: [],
      attachments, voucherList: voucherListOf(claim, { programme, attachments }), today: snapshot.today,
    },
    explanation: claim.explanation,
    ledger: snapshot.ledger, language: snapshot.language, files: snapshot.files, archive: snapshot.archive, textSha256: snapshot.textSha256,
  };
}

/** The files by the numbers the document gave them. */
function voucherListOf(
  claim: z.infer<typeof claimSchema>, { programme, attachments }: { programme: Programme; attachments: Assessment['attachments'] },
): VoucherList {
  const numbers = new Map(claim.lines.map(({ expense, vouchers }) => [expense, vouchers]));
  return {
    vouchers: claim.attachments.map(({ voucher: number, file }) => ({
      number, file, state: attachments.get(file) ?? { isReadable: false, cause: 'not_found' },
      firstExpense: programme.expenses.findIndex((expense) => expense.attachments.includes(file)),
    })),
    numbersOf: ({ id }) => numbers.get(id) ?? [],
  };
}

/** The frozen figures in the form a calculation has. */
function calculationOf(claim: z.infer<typeof claimSchema>, { programme, earlier }: Snapshot): Calculation {
  const ruleSet = ruleSets.find(({ id }) => id === claim.ruleSet);
  if (ruleSet === undefined) throw new Error(`There is no rule set ${claim.ruleSet}`);
  const { totals } = claim;
  const dayCap = programme.grant.dayCap ?? ruleSet.dayCap;
  const lines = linesOf(claim, { programme, dayCap, usedDays: new Map(earlier.days) });
  return {
    terms: { ruleSet, percent: totals.percent === null ? undefined : percent(totals.percent), dayCap, ceiling: programme.grant.amount },
    totals: {
      cost: money(totals.cost), eligible: money(totals.eligible), basis: money(totals.basis), calculated: money(totals.calculated),
      grantRemaining: totals.grantRemaining === null ? undefined : money(totals.grantRemaining),
      refund: money(totals.refund), ownShare: money(totals.ownShare),
    },
    lines,
    kinds: refundableKinds.map((kind) => {
      const sumOf = (name: 'net' | 'basis' | 'refund') => sum(lines.filter(({ expense }) => expense.kind === kind).map((line) => line[name]));
      return { kind, net: sumOf('net'), basis: sumOf('basis'), refund: sumOf('refund') };
    }),
    grantUsed: money(earlier.refunded),
  };
}

interface FrozenDays {
  readonly programme: Programme;
  readonly dayCap: Money;
  readonly usedDays: DayUsage;
}

/** Amounts and reasons as they were kept; the days of a fee, which decide no amount any more, by what was used of each before. */
function linesOf(claim: z.infer<typeof claimSchema>, { programme: { expenses }, dayCap, usedDays }: FrozenDays): CalculatedLine[] {
  const days = applyDayCap(expenses.filter((expense) => expense.kind === 'fee'), dayCap, usedDays);
  const byId = new Map(expenses.map((expense) => [expense.id, expense]));
  return claim.lines.map(({ expense: id, net, basis, refund, reasons }) => {
    const expense = byId.get(id);
    if (expense === undefined) throw new Error(`The snapshot lacks expense ${id}`);
    return { expense, net: money(net), basis: money(basis), refund: money(refund), reasons, days: days.get(id) ?? [] };
  });
}
