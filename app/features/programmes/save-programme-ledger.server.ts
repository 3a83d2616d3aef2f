import { changedFacts } from '#app/features/audit/changed-facts.ts';
import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { ledgerFacts, ledgerSeal, type LedgerToSave, type SaveLedgerOutcome } from '#app/features/organisations/save-ledger.server.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import { getProgrammeRow, updateProgramme } from './programmes.repository.server.ts';

/** Changes the accounting string a programme posts to; what is left empty is the organisation's. */
export async function saveProgrammeLedger(
  change: Change, { programmeId, ledger, seal }: LedgerToSave & { programmeId: string },
): Promise<SaveLedgerOutcome> {
  const { trx, membership } = change;
  const stored = await getProgrammeRow(trx, membership, programmeId);
  if (ledgerSeal(stored.ledger) !== seal) return { refused: { conflict: stored.ledger } };
  if (!await updateProgramme(trx, membership, { ...stored, ledger })) throw new Error(`Programme ${programmeId} changed under a lock`);
  await recordAudit(change, {
    action: 'programme.accounting_changed', subject: { kind: 'programme', id: programmeId }, programmeId,
    facts: changedFacts(ledgerFacts(stored.ledger), ledgerFacts(ledger)),
  });
  return { location: `${programmeAddress(membership.organisationId, programmeId, 'accounting')}?done=saved` };
}
