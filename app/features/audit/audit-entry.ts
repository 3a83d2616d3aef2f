import type { Expense } from '#app/domain/expense.ts';
import type { Money } from '#app/domain/money.ts';
import type { AuditFacts } from './record-audit.server.ts';

/** One entry of the trail, as written. */
export interface AuditEntry {
  readonly sequence: number;
  /** ISO UTC. */
  readonly at: string;
  readonly actorName: string;
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly programmeId: string | undefined;
  readonly facts: AuditFacts;
}

/** What the entries are about, by id, under the names they have now; what is deleted for good is absent. */
export interface SubjectNames {
  readonly names: ReadonlyMap<string, string>;
  readonly expenses: ReadonlyMap<string, NamedExpense>;
}

export interface NamedExpense {
  readonly kind: Expense['kind'];
  readonly amount: Money;
  readonly description: string | undefined;
  readonly isDeleted: boolean;
}

/** Where the trail ends: the number and seal of its last entry, kept apart from it. */
export interface AuditHead {
  readonly sequence: number;
  readonly hash: string;
}

/** What checking the seals showed. */
export type AuditCheck
  = | { readonly isWhole: true; readonly entries: number; readonly since: string | undefined; readonly head: AuditHead }
    | { readonly isWhole: false; readonly at: number; readonly fault: AuditFault };

/**
 * `missing`: the entry's number is not there. `altered`: it does not say what was sealed. `moved`: it does not follow the one before.
 * `cut`: the trail ends elsewhere than its head says. `rewritten`: it is whole, and another than the one a seal kept elsewhere is of.
 */
export type AuditFault = 'missing' | 'altered' | 'moved' | 'cut' | 'rewritten';
