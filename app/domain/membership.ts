import { reachOf, type Permission, type Role } from './permissions.ts';

interface MembershipFacts {
  readonly organisationId: string;
  readonly userId: string;
  readonly role: Role;
  /** The programmes a consultant was invited to; others reach every programme. */
  readonly programmeIds: ReadonlySet<string>;
  /** Of a consultant: who they are among the organisation's consultants; undefined until somebody has said so. */
  readonly consultantId?: string | undefined;
  /** A machine's: what its token opens of what the role may. */
  readonly onlyPermissions?: ReadonlySet<Permission>;
  /** Set of a machine: its token, which stands for the access. */
  readonly tokenId?: string;
}

/** What of a programme is a consultant's own: costs on them, and what they entered or sent themselves. */
export interface OwnParts {
  readonly userId: string;
  readonly consultantId: string | undefined;
}

/**
 * Proof that a person belongs to an organisation. Whatever reads or writes an organisation's data takes one, and takes the
 * organisation from it. Made in one place only, from the stored membership (a test says where); the private field keeps
 * look-alikes out.
 */
export class Membership {
  readonly #facts: MembershipFacts;
  readonly #isForCounts: boolean;

  constructor(facts: MembershipFacts, isForCounts = false) {
    this.#facts = facts;
    this.#isForCounts = isForCounts;
  }

  get organisationId(): string { return this.#facts.organisationId; }
  get userId(): string { return this.#facts.userId; }
  get role(): Role { return this.#facts.role; }
  get tokenId(): string | undefined { return this.#facts.tokenId; }

  /** The programmes this person is held to; undefined when the whole organisation is open. */
  get onlyProgrammes(): ReadonlySet<string> | undefined {
    return this.#facts.role === 'consultant' ? this.#facts.programmeIds : undefined;
  }

  /** Who they are among the organisation's consultants. */
  get consultantId(): string | undefined { return this.#facts.consultantId; }

  /** What they are held to within a programme; undefined when all of it is open. */
  get ownOnly(): OwnParts | undefined {
    if (this.#facts.role !== 'consultant' || this.#isForCounts) return undefined;
    return { userId: this.userId, consultantId: this.consultantId };
  }

  /**
   * The same proof, for reading a programme whole where only counts and texts of it are told: of a consultant, who sees no other
   * consultant's costs. A test says where it is asked for.
   */
  forCounts(): Membership {
    return new Membership(this.#facts, true);
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
