import { calendarDate, type CalendarDate } from '#app/domain/calendar-date.ts';
import { money } from '#app/domain/money.ts';
import { approveClaim } from '#app/features/claims/attest-claim.server.ts';
import { loadClaimCase } from '#app/features/claims/claim-case.server.ts';
import { getClaim } from '#app/features/claims/claims.repository.server.ts';
import { freezeClaim } from '#app/features/claims/freeze-claim.server.ts';
import { createClaim, sendToReview, type ClaimStep } from '#app/features/claims/prepare-claim.server.ts';
import { replaceClaim, settleClaim, submitClaim, withdrawClaim } from '#app/features/claims/register-claim.server.ts';
import type { DemoClaim, DemoStep } from './demo-installation.ts';
import type { DemoEvent } from './demo-ground.server.ts';
import type { DemoStore } from './store-demo-programme.server.ts';

interface ClaimStore extends DemoStore {
  readonly expenseIds: ReadonlyMap<string, string>;
}

/** The claims of a programme of the demo, from draft to as far as each has come. */
export function claimEvents(store: ClaimStore): DemoEvent[] {
  return store.programme.claims.flatMap((claim) => eventsOf(store, claim));
}

function eventsOf(store: ClaimStore, { madeOn, lines, steps }: DemoClaim): DemoEvent[] {
  const { ground, staff, programme, expenseIds } = store;
  let claimId = '';
  const make = async () => {
    const chosen = (lines ?? [...expenseIds.keys()]).flatMap((id) => expenseIds.get(id) ?? []);
    const made = await staff.as('case_worker', ground.inYear(madeOn), (change) => (
      createClaim(change, { programmeId: programme.id, expenseIds: chosen, parked: new Map() })
    ));
    claimId = claimIdIn(made);
  };
  const later = steps.map((step) => ({ on: ground.inYear(step.on), run: async () => { claimId = await take(store, claimId, step); } }));
  return [{ on: ground.inYear(madeOn), run: make }, ...later];
}

/** Takes a step. @returns the claim that the next one is of. */
async function take(store: ClaimStore, id: string, step: DemoStep): Promise<string> {
  const { ground, staff, programme: { id: programmeId } } = store;
  const on = calendarDate(ground.inYear(step.on));
  const { version } = await getClaim(ground.database, staff.membershipOf('case_worker'), { programmeId, id });
  const at = { programmeId, id, version };
  if (step.do === 'approve') return approve(store, at, on);
  return claimIdIn(await staff.as('case_worker', on, (change) => {
    switch (step.do) {
      case 'send': return sendToReview(change, { ...at, today: on });
      case 'submit': return submitClaim(change, { ...at, submittedOn: on });
      case 'settle': return settleClaim(change, { ...at, receivedOn: on, received: money(step.received), reason: step.reason });
      case 'withdraw': return withdrawClaim(change, { ...at, reason: step.reason });
      case 'replace': return replaceClaim(change, { ...at, reason: step.reason });
    }
  }));
}

async function approve({ ground, staff }: ClaimStore, at: ClaimStep, on: CalendarDate): Promise<string> {
  const { database, files, openFile, projectFolder } = ground;
  const membership = staff.membershipOf('finance');
  const workshop = { files, openFile, membership, projectFolder, today: on };
  const frozen = await freezeClaim(await loadClaimCase(database, membership, at), workshop);
  if ('refusals' in frozen) throw new Error(`The demo's claim is refused: ${frozen.refusals.map(({ code }) => code).join(', ')}`);
  return claimIdIn(await staff.as('finance', on, (change) => approveClaim(change, { ...at, frozen, externalAttestation: undefined })));
}

function claimIdIn(outcome: { readonly location: string } | { readonly refused: unknown }): string {
  const id = 'location' in outcome ? /claims\/([0-9a-f-]{36})/.exec(outcome.location)?.[1] : undefined;
  if (id === undefined) throw new Error(`The demo's claim could not be made: ${JSON.stringify(outcome)}`);
  return id;
}
