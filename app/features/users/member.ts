import type { Role } from '#app/domain/permissions.ts';

/** A person with access to the organisation. */
export interface Member {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** ISO UTC. */
  readonly createdAt: string;
  /** The programmes open to a consultant, by name; empty for others, who reach all. */
  readonly programmeNames: readonly string[];
}
