import type { Kysely, Selectable } from 'kysely';
import type { Database, OrganisationTable } from '#db/schema.ts';
import { DomainError } from '#app/domain/errors.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { AuditHead, Organisation } from '#app/domain/programme.ts';

/** An organisation as stored: what the domain knows, and the accounting string it posts to unless a programme says otherwise. */
export interface StoredOrganisation {
  readonly id: string;
  readonly version: number;
  readonly organisation: Organisation;
  readonly ledger: { readonly responsibility: string; readonly function: string; readonly project: string };
  /** True where a claim may be attested outside the product. */
  readonly allowsExternalAttestation: boolean;
  /** True where a claim's PDF holds the files it was made from (PDF/A-3a). */
  readonly claimHoldsFiles: boolean;
  /** True where nobody comes in without a second factor. */
  readonly requiresSecondFactor: boolean;
  /** Where its audit trail has come; undefined before anything happened. */
  readonly auditHead: AuditHead | undefined;
}

/** The member’s own organisation. */
export async function getOrganisation(db: Kysely<Database>, membership: Membership): Promise<StoredOrganisation> {
  const row = await db.selectFrom('organisations').selectAll().where('id', '=', membership.organisationId).executeTakeFirst();
  if (row === undefined) throw new DomainError('not_found', `No organisation ${membership.organisationId}`);
  return {
    id: row.id, version: row.version, organisation: toOrganisation(row),
    ledger: { responsibility: row.ledger_responsibility, function: row.ledger_function, project: row.ledger_project },
    allowsExternalAttestation: row.allows_external_attestation === 1, claimHoldsFiles: row.claim_holds_files === 1,
    requiresSecondFactor: row.requires_second_factor === 1,
    auditHead: row.audit_sequence === 0 ? undefined : { sequence: row.audit_sequence, hash: row.audit_hash },
  };
}

function toOrganisation(row: Omit<Selectable<OrganisationTable>, 'id'>): Organisation {
  return {
    name: row.name,
    organisationNumber: row.organisation_number ?? undefined,
    municipalityNumber: row.municipality_number ?? undefined,
    bankAccount: row.bank_account ?? undefined,
    address: { street: row.street, postalCode: row.postal_code, city: row.city },
    language: row.language,
  };
}

/** Writes the facts when nobody else has since; false when somebody has. */
export async function updateOrganisation(db: Kysely<Database>, membership: Membership, changed: StoredOrganisation): Promise<boolean> {
  const { organisation, ledger, allowsExternalAttestation, claimHoldsFiles, requiresSecondFactor: requires } = changed;
  const result = await db.updateTable('organisations').set({
    ...organisationColumns(organisation), ...ledgerColumns(ledger),
    allows_external_attestation: allowsExternalAttestation ? 1 : 0, claim_holds_files: claimHoldsFiles ? 1 : 0,
    requires_second_factor: requires ? 1 : 0, version: changed.version + 1,
  })
    .where('id', '=', membership.organisationId).where('version', '=', changed.version).executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export interface NewOrganisation {
  readonly id: string;
  readonly organisation: Organisation;
  readonly createdAt: string;
}

/** The first row of an organisation: there is no member yet to prove anything. */
export async function insertOrganisation(db: Kysely<Database>, { id, organisation, createdAt }: NewOrganisation): Promise<void> {
  await db.insertInto('organisations').values({
    id, ...organisationColumns(organisation), ...ledgerColumns({ responsibility: '', function: '', project: '' }),
    created_at: createdAt, version: 1, audit_sequence: 0, audit_hash: '', last_claim_number: 0, allows_external_attestation: 0,
    claim_holds_files: 0,
  }).execute();
}

function organisationColumns(organisation: Organisation) {
  return {
    name: organisation.name,
    organisation_number: organisation.organisationNumber ?? null,
    municipality_number: organisation.municipalityNumber ?? null,
    bank_account: organisation.bankAccount ?? null,
    street: organisation.address?.street ?? '',
    postal_code: organisation.address?.postalCode ?? '',
    city: organisation.address?.city ?? '',
    language: organisation.language,
  };
}

function ledgerColumns(ledger: StoredOrganisation['ledger']) {
  return { ledger_responsibility: ledger.responsibility, ledger_function: ledger.function, ledger_project: ledger.project };
}
