import { changedFacts } from '#app/features/audit/changed-facts.ts';
import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { organisationAddress } from '#app/features/shell/addresses.ts';
import { fingerprintOf } from '#app/features/shell/fingerprint.ts';
import { typedFromLedger, type LedgerParts } from './ledger-form.ts';
import { getOrganisation, updateOrganisation } from './organisations.repository.server.ts';

export interface LedgerToSave {
  readonly ledger: LedgerParts;
  /** Of the accounting string the form was opened with. */
  readonly seal: string;
}

export type SaveLedgerOutcome = { readonly location: string } | { readonly refused: { readonly conflict: LedgerParts } };

export function ledgerSeal(ledger: Partial<LedgerParts>): string {
  return fingerprintOf(typedFromLedger(ledger));
}

/** Changes the accounting string the organisation posts to. Refused when somebody else has since the form was opened. */
export async function saveOrganisationLedger(change: Change, { ledger, seal }: LedgerToSave): Promise<SaveLedgerOutcome> {
  const { trx, membership } = change;
  const stored = await getOrganisation(trx, membership);
  if (ledgerSeal(stored.ledger) !== seal) return { refused: { conflict: stored.ledger } };
  const isWritten = await updateOrganisation(trx, membership, { ...stored, ledger: typedFromLedger(ledger) });
  if (!isWritten) throw new Error('The organisation changed under its own lock');
  await recordAudit(change, {
    action: 'organisation.accounting_changed', subject: { kind: 'organisation', id: membership.organisationId },
    facts: changedFacts(ledgerFacts(stored.ledger), ledgerFacts(ledger)),
  });
  return { location: `${organisationAddress(membership.organisationId, 'accounting')}?done=saved` };
}

export function ledgerFacts(ledger: Partial<LedgerParts>) {
  return { responsibility: ledger.responsibility || null, function: ledger.function || null, project: ledger.project || null };
}
