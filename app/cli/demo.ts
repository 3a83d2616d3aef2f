import { join } from 'node:path';
import { minus, sum, type Money } from '#app/domain/money.ts';
import type { Language } from '#app/domain/programme.ts';
import { VoucherReader } from '#app/features/attachments/reading/voucher-reader.server.ts';
import { claimFromFile } from '#app/features/claims/claim-command.server.ts';
import type { MadeClaim } from '#app/features/claims/make-claim.server.ts';
import { demoPassword, demoPeople } from '#app/features/demo/demo-installation.ts';
import { writeDemo } from '#app/features/demo/write-demo.server.ts';
import { formatKroner, formatPercent } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import { projectFolder } from '#app/project-folder.ts';
import { startServer } from '#app/start-server.ts';
import { dayOf } from './claim.ts';
import { demoWorkplace } from './demo-workplace.ts';
import { configOrUsage } from './with-services.ts';

export interface DemoArguments {
  readonly serve: boolean;
  /** True to begin the workplace anew. */
  readonly fresh: boolean;
}

/**
 * `ou demo`: an example programme with its papers in `data/demo`, the claim for it, and five lines that sum it up. Then a workplace
 * of two municipalities with somebody to sign in as, served on this machine only.
 */
export async function runDemo({ serve, fresh }: DemoArguments, language: Language): Promise<void> {
  const config = configOrUsage();
  const folder = join(config.dataFolder, 'demo');
  const programmeFile = await writeDemo(folder, projectFolder);
  const reader = new VoucherReader();
  const result = await claimFromFile({
    programmeFile, outputFolder: folder, today: dayOf(undefined, language), language, isDraft: false, projectFolder, openFile: reader.open,
  }).finally(() => { reader.close(); });
  if (!('claim' in result)) throw new Error('The demo is no programme file');
  say(summary(result.claim, language, result.pdfFile));
  if (!serve) return;
  const place = await demoWorkplace(join(folder, 'workplace'), { isFresh: fresh, today: dayOf(undefined, language) });
  say(['', ...signIns(language), '']);
  // Everybody knows the password: nobody but this machine may come in.
  await startServer({ ...config, ...place, host: '127.0.0.1', publicOrigin: undefined, logLevel: 'warn' });
}

/** Who one can be in the demo. */
function signIns(language: Language): string[] {
  const t = translator(language);
  return [t('demo.signIns', { password: demoPassword }), ...demoPeople().map(({ email, roles }) => (
    `  ${email.padEnd(26)}${roles.map(({ role, organisation }) => `${t(`people.role.${role}`)}, ${organisation}`).join(' · ')}`
  ))];
}

function say(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

function summary({ assessment }: MadeClaim, language: Language, file: string): string[] {
  const t = translator(language);
  const { programme, calculation: { totals, terms, lines } } = assessment;
  const kroner = (amount: Money) => formatKroner(amount, language);
  const notCovered = lines.flatMap(({ expense }) => (expense.kind === 'not_refundable' ? [expense] : []));
  const reasons = [...new Set(notCovered.map((expense) => t(`reason.${expense.reason}`)))].join(', ');
  const percent = terms.percent === undefined ? '' : formatPercent(terms.percent, language);
  return [
    t('demo.paid', { cost: kroner(totals.cost), programme: programme.facts.name, organisation: programme.organisation.name }),
    t('demo.back', { refund: kroner(totals.refund), percent, basis: kroner(totals.basis) }),
    t('demo.cut', { cut: kroner(minus(totals.eligible, totals.basis)), cap: kroner(terms.dayCap) }),
    t('demo.notCovered', { amount: kroner(sum(notCovered.map((expense) => expense.amount))), reasons }),
    t('demo.where', { file }),
  ];
}
