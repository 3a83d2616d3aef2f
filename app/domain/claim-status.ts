import { reachOf, type Permission, type Role } from './permissions.ts';

export const claimStatuses = ['draft', 'in_review', 'approved', 'submitted', 'settled', 'withdrawn', 'replaced'] as const;
export type ClaimStatus = (typeof claimStatuses)[number];

export const claimActions = ['send_to_review', 'return', 'approve', 'submit', 'settle', 'withdraw', 'replace'] as const;
export type ClaimAction = (typeof claimActions)[number];

interface Transition {
  readonly from: readonly ClaimStatus[];
  readonly to: ClaimStatus;
  readonly permission: Permission;
  readonly needsReason: boolean;
}

/** The life of a claim. Source: README.md § 4. */
const transitions = {
  send_to_review: { from: ['draft'], to: 'in_review', permission: 'claim.prepare', needsReason: false },
  return: { from: ['in_review'], to: 'draft', permission: 'claim.approve', needsReason: true },
  approve: { from: ['in_review'], to: 'approved', permission: 'claim.approve', needsReason: false },
  submit: { from: ['approved'], to: 'submitted', permission: 'claim.register', needsReason: false },
  settle: { from: ['submitted'], to: 'settled', permission: 'claim.register', needsReason: false },
  withdraw: { from: ['approved', 'submitted'], to: 'withdrawn', permission: 'claim.register', needsReason: true },
  replace: { from: ['approved', 'submitted'], to: 'replaced', permission: 'claim.prepare', needsReason: true },
} satisfies Record<ClaimAction, Transition>;

/** In these, a claim holds its expenses: no other claim may have them. */
export const liveStatuses: readonly ClaimStatus[] = ['draft', 'in_review', 'approved', 'submitted', 'settled'];

/** In these, a claim is attested: frozen, and what it takes of the grant and of the day cap is used. */
export const attestedStatuses: readonly ClaimStatus[] = ['approved', 'submitted', 'settled'];

/** Something is still to happen with it. */
export const openStatuses: readonly ClaimStatus[] = ['draft', 'in_review', 'approved', 'submitted'];

export type TransitionRefusal = 'wrong_status' | 'not_permitted' | 'own_claim' | 'reason_missing' | 'difference_reason_missing';

export interface TransitionRequest {
  readonly status: ClaimStatus;
  readonly action: ClaimAction;
  readonly actor: { readonly id: string; readonly role: Role };
  /** All who began the claim, chose its lines or sent it. */
  readonly preparers: ReadonlySet<string>;
  readonly reason?: string | undefined;
  /** The organisation recorded an attestation made outside the product, as one with a single person has to. */
  readonly hasExternalAttestation?: boolean;
  /** On settling: whether the amount received differs from the amount claimed. */
  readonly isAmountDifferent?: boolean;
}

/**
 * Decides a step in a claim's life: the new status, or why not. Nobody who prepared a claim can approve it,
 * unless an external attestation is recorded.
 */
export function decideTransition(request: TransitionRequest): { readonly status: ClaimStatus } | { readonly refused: TransitionRefusal } {
  const transition: Transition = transitions[request.action];
  const hasReason = (request.reason ?? '').trim() !== '';
  // An attestation made outside is recorded by whoever prepares the claims.
  const permission = request.action === 'approve' && request.hasExternalAttestation === true ? 'claim.prepare' : transition.permission;
  const isPermitted = [permission, transition.permission].some((each) => reachOf(request.actor.role, each) === 'organisation');
  if (!isPermitted) return { refused: 'not_permitted' };
  if (!transition.from.includes(request.status)) return { refused: 'wrong_status' };
  const isOwn = request.action === 'approve' && request.preparers.has(request.actor.id);
  if (isOwn && request.hasExternalAttestation !== true) return { refused: 'own_claim' };
  if (transition.needsReason && !hasReason) return { refused: 'reason_missing' };
  if (request.isAmountDifferent === true && !hasReason) return { refused: 'difference_reason_missing' };
  return { status: transition.to };
}
