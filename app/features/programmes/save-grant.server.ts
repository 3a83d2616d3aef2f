import { moneyToText, percentToText } from '#app/domain/money.ts';
import { listAttachments, type StoredAttachment } from '#app/features/attachments/attachments.repository.server.ts';
import { changedFacts, type TextFacts } from '#app/features/audit/changed-facts.ts';
import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import { fingerprintOf } from '#app/features/shell/fingerprint.ts';
import type { GrantTerms } from './grant-form.ts';
import { getProgrammeRow, updateProgramme, type ProgrammeRow } from './programmes.repository.server.ts';

export type SaveGrantRefusal
  = | { readonly conflict: GrantTerms }
    /** The letter was taken away meanwhile. */
    | { readonly letterGone: true };

/** The grant of a stored programme, as its form knows it. */
export function storedGrant({ grant, termsReason, grantLetterId }: ProgrammeRow): GrantTerms {
  return { grant, termsReason, letterId: grantLetterId };
}

/** The grant as a form was opened with it. */
export function grantSeal({ grant, termsReason, letterId }: GrantTerms): string {
  return fingerprintOf([grant, termsReason, letterId]);
}

/** Changes the grant. Refused when somebody else has since the form was opened, or its letter is gone. */
export async function saveGrant(
  change: Change, { programmeId, seal, ...terms }: GrantTerms & { programmeId: string; seal: string },
): Promise<{ readonly location: string } | { readonly refused: SaveGrantRefusal }> {
  const { trx, membership } = change;
  const row = await getProgrammeRow(trx, membership, programmeId);
  const stored = storedGrant(row);
  if (grantSeal(stored) !== seal) return { refused: { conflict: stored } };
  const files = await listAttachments(trx, membership, programmeId);
  if (terms.letterId !== undefined && !files.some(({ id }) => id === terms.letterId)) return { refused: { letterGone: true } };
  const { grant, termsReason, letterId } = terms;
  const isWritten = await updateProgramme(trx, membership, { ...row, grant, termsReason, grantLetterId: letterId });
  if (!isWritten) throw new Error(`Programme ${programmeId} changed under a lock`);
  await recordAudit(change, {
    action: 'programme.grant_changed', subject: { kind: 'programme', id: programmeId }, programmeId,
    facts: changedFacts(grantFacts(stored, files), grantFacts(terms, files)),
  });
  return { location: `${programmeAddress(membership.organisationId, programmeId, 'grant')}?done=saved` };
}

function grantFacts({ grant, termsReason, letterId }: GrantTerms, files: readonly StoredAttachment[]): TextFacts {
  return {
    reference: grant.reference ?? null, appliedOn: grant.appliedOn ?? null, letterOn: grant.letterOn ?? null,
    expiresOn: grant.expiresOn ?? null,
    grantAmount: grant.amount === undefined ? null : moneyToText(grant.amount),
    percent: grant.percent === undefined ? null : percentToText(grant.percent),
    dayCap: grant.dayCap === undefined ? null : moneyToText(grant.dayCap),
    termsReason: termsReason ?? null, partPayment: String(grant.partPayment === true),
    letter: files.find(({ id }) => id === letterId)?.name ?? null,
  };
}
