import { randomUUID } from 'node:crypto';
import type { NoticeView } from '#app/components/notice.tsx';
import { listExpenses } from '#app/features/expenses/expenses.repository.server.ts';
import { getOrganisation } from '#app/features/organisations/organisations.repository.server.ts';
import { getProgrammeRow } from '#app/features/programmes/programmes.repository.server.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import { carryOut } from '#app/guard/carry-out.server.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { translator } from '#app/i18n/translate.ts';
import { readLedgerForm, type LedgerReading } from './ledger-form.ts';
import { ledgerView, type AccountError, type LedgerView } from './ledger-view.ts';
import { saveAccounts } from './save-accounts.server.ts';

export const linesOnPage = 200;

interface Mending {
  readonly typed: LedgerReading['typed'];
  readonly errors: ReadonlyMap<string, AccountError>;
  readonly notices: readonly NoticeView[];
}

/** Where the costs of a programme are posted. */
export async function ledgerPage(desk: ProgrammeDesk, mending?: Mending): Promise<LedgerView> {
  const { database, membership, programmeId, url, language } = desk;
  const row = await getProgrammeRow(database, membership, programmeId);
  const { organisation, ledger } = await getOrganisation(database, membership);
  const expenses = await listExpenses(database, membership, programmeId);
  const lines = expenses.map(({ expense, ledgerAccount }, index) => ({ number: index + 1, expense, account: ledgerAccount }));
  const from = firstLine(url.searchParams);
  return ledgerView({
    organisationId: membership.organisationId, organisationName: organisation.name, programmeId, programmeName: row.facts.name,
    language, may: (permission) => membership.may(permission, programmeId),
    ledger: {
      responsibility: row.ledger.responsibility ?? ledger.responsibility, function: row.ledger.function ?? ledger.function,
      project: row.ledger.project ?? ledger.project,
    },
    lines: lines.slice(from - 1, from - 1 + linesOnPage), total: lines.length, linesOnPage,
    typed: mending?.typed ?? new Map(), errors: mending?.errors ?? new Map(), notices: mending?.notices ?? doneNotices(desk),
    formKey: randomUUID(),
  });
}

/** Saves the accounts, or answers with the same page and what has to be mended. */
export async function answerLedgerForm(desk: ProgrammeDesk, form: FormFields): Promise<{ page: LedgerView; status: 409 | 422 }> {
  const t = translator(desk.language);
  const { changes, typed, unclear } = readLedgerForm(form.everyText());
  if (unclear.size > 0) {
    const errors = new Map([...unclear].map((id): [string, AccountError] => [id, { code: 'unclear' }]));
    return { page: await ledgerPage(desk, { typed, errors, notices: [] }), status: 422 };
  }
  const location = `${programmeAddress(desk.membership.organisationId, desk.programmeId, 'ledger')}?from=${firstLine(desk.url.searchParams)}&done=saved`;
  const { refused } = await carryOut(desk, form, (change) => saveAccounts(change, { programmeId: desk.programmeId, changes, location }));
  const errors = new Map([...refused.stored].map(([id, stored]): [string, AccountError] => [id, { code: 'taken', stored }]));
  const notice: NoticeView = { tone: 'warning', heading: t('finance.ledger.conflict'), text: t('finance.ledger.conflict.text') };
  return { page: await ledgerPage(desk, { typed, errors, notices: [notice] }), status: 409 };
}

function firstLine(query: URLSearchParams): number {
  const text = query.get('from') ?? '';
  return /^[1-9]\d{0,6}$/.test(text) ? Number(text) : 1;
}

function doneNotices({ url, language }: ProgrammeDesk): NoticeView[] {
  if (url.searchParams.get('done') !== 'saved') return [];
  return [{ tone: 'success', isDone: true, text: translator(language)('finance.ledger.saved') }];
}
