import { randomUUID } from 'node:crypto';
import { changedFacts, filledFacts, type TextFacts } from '#app/features/audit/changed-facts.ts';
import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import { fingerprintOf } from '#app/features/shell/fingerprint.ts';
import type { ProgrammeAndContact } from './programme-form.ts';
import { getProgrammeRow, insertProgramme, updateProgramme, type ProgrammeRow } from './programmes.repository.server.ts';

type Outcome = { readonly location: string };
export type SaveProgrammeOutcome = Outcome | { readonly refused: { readonly conflict: ProgrammeRow } };

/** A programme that nothing is known of but its own facts. */
const unknown = {
  grant: {}, grantLetterId: undefined, termsReason: undefined,
  ledger: { responsibility: undefined, function: undefined, project: undefined },
} as const;

/** Begins a programme; what it still lacks is told on the page it leads to. */
export async function createProgramme(change: Change, { facts, contact }: ProgrammeAndContact): Promise<Outcome> {
  const { trx, membership, now } = change;
  const id = randomUUID();
  await insertProgramme(trx, membership, { ...unknown, id, facts, contact, createdAt: now });
  await recordAudit(change, {
    action: 'programme.created', subject: { kind: 'programme', id }, programmeId: id,
    facts: filledFacts(programmeFacts({ facts, contact })),
  });
  return { location: `${programmeAddress(membership.organisationId, id, 'grant')}?done=created` };
}

/** The programme's facts as a form was opened with them. */
export function programmeSeal({ facts, contact }: ProgrammeAndContact): string {
  return fingerprintOf([facts, contact]);
}

/** Changes the programme's facts. Refused when somebody else has since the form was opened. */
export async function changeProgramme(
  change: Change, { programmeId, seal, facts, contact }: ProgrammeAndContact & { programmeId: string; seal: string },
): Promise<SaveProgrammeOutcome> {
  const { trx, membership } = change;
  const stored = await getProgrammeRow(trx, membership, programmeId);
  if (programmeSeal(stored) !== seal) return { refused: { conflict: stored } };
  if (!await updateProgramme(trx, membership, { ...stored, facts, contact })) throw new Error(`Programme ${programmeId} changed under a lock`);
  await recordAudit(change, {
    action: 'programme.changed', subject: { kind: 'programme', id: programmeId }, programmeId,
    facts: changedFacts(programmeFacts(stored), programmeFacts({ facts, contact })),
  });
  return { location: `${programmeAddress(membership.organisationId, programmeId, 'edit')}?done=saved` };
}

function programmeFacts({ facts, contact }: ProgrammeAndContact): TextFacts {
  return {
    name: facts.name, purpose: facts.purpose || null, targetGroup: facts.targetGroup || null, leaderCount: String(facts.leaderCount),
    startsOn: facts.startsOn, endsOn: facts.endsOn, supplier: facts.supplier?.name ?? null,
    supplierNumber: facts.supplier?.organisationNumber ?? null,
    contactName: contact.name, contactEmail: contact.email, contactPhone: contact.phone ?? null,
  };
}
