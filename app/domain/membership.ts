import { reachOf, type Permission, type Role } from './permissions.ts';

interface MembershipFacts {
  readonly organisationId: string;
  readonly userId: string;
  readonly role: Role;
  /** The programmes a consultant was invited to; others reach every programme. */
  readonly programmeIds: ReadonlySet<string>;
  /** A machine's: what its token opens of what the role may. */
  readonly onlyPermissions?: ReadonlySet<Permission>;
  /** Set of a machine: its token, which stands for the access. */
  readonly tokenId?: string;
}

/**
 * Proof that a person belongs to an organisation. Whatever reads or writes an organisation's data takes one, and takes the
 * organisation from it. Made in one place only, from the stored membership (a test says where); the private field keeps
 * look-alikes out.
 */
export class Membership {
  readonly #facts: MembershipFacts;

  constructor(facts: MembershipFacts) {
    this.#facts = facts;
  }

  get organisationId(): string { return this.#facts.organisationId; }
  get userId(): string { return this.#facts.userId; }
  get role(): Role { return this.#facts.role; }
  get tokenId(): string | undefined { return this.#facts.tokenId; }

  /** The programmes this person is held to; undefined when the whole organisation is open. */
  get onlyProgrammes(): ReadonlySet<string> | undefined {
    return this.#facts.role === 'consultant' ? this.#facts.programmeIds : undefined;
  }

  /** True when the role may do this in the organisation or, of a consultant, in the programme named. */
  may(permission: Permission, programmeId?: string): boolean {
    const reach = reachOf(this.role, permission);
    if (reach === undefined || this.#facts.onlyPermissions?.has(permission) === false) return false;
    return reach === 'organisation' || (programmeId !== undefined && this.#facts.programmeIds.has(programmeId));
  }

  /** True when the programme is open to this person at all. */
  reaches(programmeId: string): boolean {
    return this.onlyProgrammes?.has(programmeId) ?? true;
  }
}
