import type { Change } from '#app/features/audit/change.server.ts';
import { changedFacts, type TextFacts } from '#app/features/audit/changed-facts.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { organisationAddress } from '#app/features/shell/addresses.ts';
import { fingerprintOf } from '#app/features/shell/fingerprint.ts';
import type { OrganisationFacts } from './organisation-form.ts';
import { getOrganisation, updateOrganisation, type StoredOrganisation } from './organisations.repository.server.ts';

export type SaveOrganisationOutcome
  = | { readonly location: string }
    | { readonly refused: { readonly conflict: StoredOrganisation } };

/** The organisation as its form was opened with. */
export function organisationSeal(
  { organisation, allowsExternalAttestation, claimHoldsFiles, requiresSecondFactor }: OrganisationFacts,
): string {
  return fingerprintOf([organisation, allowsExternalAttestation, claimHoldsFiles, requiresSecondFactor]);
}

/** Changes the organisation's facts. Refused when somebody else has since the form was opened. */
export async function saveOrganisation(change: Change, saved: OrganisationFacts & { seal: string }): Promise<SaveOrganisationOutcome> {
  const { trx, membership } = change;
  const { seal, ...facts } = saved;
  const stored = await getOrganisation(trx, membership);
  if (organisationSeal(stored) !== seal) return { refused: { conflict: stored } };
  const isWritten = await updateOrganisation(trx, membership, { ...stored, ...facts });
  if (!isWritten) throw new Error('The organisation changed under its own lock');
  await recordAudit(change, {
    action: 'organisation.changed', subject: { kind: 'organisation', id: membership.organisationId },
    facts: changedFacts(factsOf(stored), factsOf(saved)),
  });
  return { location: `${organisationAddress(membership.organisationId, 'settings')}?done=saved` };
}

function factsOf({ organisation, allowsExternalAttestation, claimHoldsFiles, requiresSecondFactor }: OrganisationFacts): TextFacts {
  const { name, organisationNumber, municipalityNumber, bankAccount, address, language } = organisation;
  const parts = [address?.street ?? '', `${address?.postalCode ?? ''} ${address?.city ?? ''}`.trim()].filter((part) => part !== '');
  return {
    name, organisationNumber: organisationNumber ?? null, municipalityNumber: municipalityNumber ?? null, bankAccount: bankAccount ?? null,
    address: parts.length === 0 ? null : parts.join(', '), language, allowsExternalAttestation: String(allowsExternalAttestation),
    claimHoldsFiles: String(claimHoldsFiles), requiresSecondFactor: String(requiresSecondFactor),
  };
}
