import { describe, expect, test } from 'vitest';
import { money, moneyToText } from '#app/domain/money.ts';
import { approveClaim } from '#app/features/claims/attest-claim.server.ts';
import { getClaim } from '#app/features/claims/claims.repository.server.ts';
import { lineChoice } from '#app/features/claims/line-choice.ts';
import { claimDocument } from '#app/features/claims/claim-document.ts';
import { readFrozenClaim } from '#app/features/claims/frozen-claim.ts';
import { textSeal } from '#app/features/claims/text-seal.ts';
import { changeClaimLines, createClaim, discardClaim, sendToReview } from '#app/features/claims/prepare-claim.server.ts';
import { replaceClaim, settleClaim, submitClaim, withdrawClaim } from '#app/features/claims/register-claim.server.ts';
import { loadProgramme } from '#app/features/programmes/load-programme.server.ts';
import { aClaimGround, aClaimInReview, as, claimIdOf, frozenOf, today, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { plain } from '#test/fixtures/assessments.ts';
import { testDatabases } from '#test/fixtures/databases.ts';
import { textsOf } from '#test/fixtures/document-texts.ts';
import { aboveTheCap, creditLater } from '#test/fixtures/later-credit.ts';

/** What claims share: a consultant's day, the grant, the costs. None of it is paid twice, and all of it comes free again. */

interface Lines { readonly programmeId: string; readonly expenseIds: readonly string[] }
type Step = { programmeId: string; id: string; version: number };

const firstOf = ({ programmeId, expenseIds }: ClaimGround, ...places: number[]): Lines => ({ programmeId, expenseIds: places.map((place) => expenseIds[place] ?? '') });
const secondOf = ({ secondProgrammeId, secondExpenseIds }: ClaimGround): Lines => ({ programmeId: secondProgrammeId, expenseIds: secondExpenseIds });

async function approve(ground: ClaimGround, claim: Step): Promise<Step> {
  const frozen = await frozenOf(ground, claim);
  claimIdOf(await as(ground.db, ground.finance, (change) => approveClaim(change, { ...claim, frozen, externalAttestation: undefined })));
  return { ...claim, version: claim.version + 1 };
}

const anApproved = async (ground: ClaimGround, lines: Lines) => approve(ground, await aClaimInReview(ground, lines));
const refundOf = async ({ db, finance }: ClaimGround, claim: Step) => moneyToText((await getClaim(db, finance, claim)).approved?.refund ?? money('0'));
const submit = async ({ db, finance }: ClaimGround, claim: Step) => {
  claimIdOf(await as(db, finance, (change) => submitClaim(change, { ...claim, submittedOn: today })));
  return { ...claim, version: claim.version + 1 };
};
const settle = ({ db, finance }: ClaimGround, claim: Step, received: string, reason = '') =>
  as(db, finance, (change) => settleClaim(change, { ...claim, receivedOn: today, received: money(received), reason }));

/** What a claim of these lines would give if it were sent now. */
async function offeredRefund({ db, worker }: ClaimGround, { programmeId, expenseIds }: Lines): Promise<string> {
  const choice = lineChoice(await loadProgramme(db, worker, programmeId), { today, claimId: undefined, chosen: new Set(expenseIds) });
  return moneyToText(choice.calculation.totals.refund);
}

describe.each(testDatabases)('a consultant’s day on $kind', ({ open }) => {
  // 12 000 in one programme and 12 000 in another the same day: 18 000 count, 6 000 of them in the claim that comes second.
  test('counts up to the cap over two programmes, in the claim approved first', async () => {
    const ground = await aClaimGround(await open());
    const first = await anApproved(ground, firstOf(ground, 0));
    const second = await anApproved(ground, secondOf(ground));
    expect([await refundOf(ground, first), await refundOf(ground, second)]).toEqual(['8400.00', '4200.00']);
  });

  test('stays used by a claim that was sent and paid, and comes free with one that was withdrawn', async () => {
    const ground = await aClaimGround(await open());
    const first = await submit(ground, await anApproved(ground, firstOf(ground, 0)));
    expect(await offeredRefund(ground, secondOf(ground))).toBe('4200.00');
    claimIdOf(await settle(ground, first, '8400'));
    expect(await offeredRefund(ground, secondOf(ground))).toBe('4200.00');
    const other = await aClaimGround(ground.db);
    const withdrawn = await submit(other, await anApproved(other, firstOf(other, 0)));
    claimIdOf(await as(other.db, other.worker, (change) => withdrawClaim(change, { ...withdrawn, reason: 'Feil fond' })));
    expect(await offeredRefund(other, secondOf(other))).toBe('8400.00');
  });

  test('is not used by a draft, by a claim that waits, or by another organisation’s', async () => {
    const ground = await aClaimGround(await open());
    const other = await aClaimGround(ground.db);
    await anApproved(other, firstOf(other, 0));
    await aClaimInReview(ground, firstOf(ground, 0));
    expect(await offeredRefund(ground, secondOf(ground))).toBe('8400.00');
  });

  test('comes free with a claim that is replaced, and the new version counts it anew', async () => {
    const ground = await aClaimGround(await open());
    const first = await anApproved(ground, firstOf(ground, 0));
    const id = claimIdOf(await as(ground.db, ground.worker, (change) => replaceClaim(change, { ...first, reason: 'Feil dato' })));
    expect(await offeredRefund(ground, secondOf(ground))).toBe('8400.00');
    const second = await anApproved(ground, secondOf(ground));
    claimIdOf(await as(ground.db, ground.worker, (change) => sendToReview(change, { programmeId: first.programmeId, id, version: 1, today })));
    const successor = await approve(ground, { programmeId: first.programmeId, id, version: 2 });
    expect([await refundOf(ground, second), await refundOf(ground, successor)]).toEqual(['8400.00', '4200.00']);
  });

  test('stops a claim that waits when another uses it first; a claim of other days goes on', async () => {
    const ground = await aClaimGround(await open());
    const sameDay = await aClaimInReview(ground, firstOf(ground, 0));
    const otherDays = await aClaimInReview(ground, firstOf(ground, 1, 2));
    const [stopped, going] = [await frozenOf(ground, sameDay), await frozenOf(ground, otherDays)];
    await anApproved(ground, secondOf(ground));
    const answer = (claim: Step, frozen: typeof stopped) => as(ground.db, ground.finance, (change) => approveClaim(change, { ...claim, frozen, externalAttestation: undefined }));
    expect(await answer(sameDay, stopped)).toEqual({ refused: { code: 'claim_changed' } });
    expect(await answer(otherDays, going)).toHaveProperty('location');
    expect(await refundOf(ground, otherDays)).toBe('16800.00');
  });
});

describe.each(testDatabases)('the grant on $kind', ({ open }) => {
  const withGrant = async (open_: typeof open, kroner: bigint) => {
    const ground = await aClaimGround(await open_());
    await ground.db.updateTable('programmes').set({ grant_amount_ore: kroner * 100n }).where('id', '=', ground.programmeId).execute();
    return ground;
  };

  test('is paid out once: a later claim gets what earlier ones left, and none when nothing is', async () => {
    const ground = await withGrant(open, 10_000n);
    const first = await anApproved(ground, firstOf(ground, 0));
    const second = await anApproved(ground, firstOf(ground, 1));
    expect([await refundOf(ground, first), await refundOf(ground, second)]).toEqual(['8400.00', '1600.00']);
    const third = claimIdOf(await as(ground.db, ground.worker, (change) => createClaim(change, { ...firstOf(ground, 2), parked: new Map() })));
    const sent = await as(ground.db, ground.worker, (change) => sendToReview(change, { programmeId: ground.programmeId, id: third, version: 1, today }));
    expect(sent).toMatchObject({ refused: { code: 'findings', refusals: [{ code: 'refund_not_positive' }] } });
  });

  test('that two waiting claims would share is not shared out twice: the second is stopped', async () => {
    const ground = await withGrant(open, 10_000n);
    const [one, two] = [await aClaimInReview(ground, firstOf(ground, 0)), await aClaimInReview(ground, firstOf(ground, 1))];
    const frozen = [await frozenOf(ground, one), await frozenOf(ground, two)] as const;
    const outcomes = await Promise.all([one, two].map((claim, index) => as(ground.db, ground.finance, (change) =>
      approveClaim(change, { ...claim, frozen: frozen[index === 0 ? 0 : 1], externalAttestation: undefined }))));
    expect(outcomes.map((outcome) => ('refused' in outcome ? outcome.refused.code : 'done')).sort()).toEqual(['claim_changed', 'done']);
  });

  test('comes free with a withdrawn claim, and only with what that took', async () => {
    const ground = await withGrant(open, 10_000n);
    const first = await anApproved(ground, firstOf(ground, 0));
    await anApproved(ground, firstOf(ground, 1));
    claimIdOf(await as(ground.db, ground.worker, (change) => withdrawClaim(change, { ...first, reason: 'Feil' })));
    expect(await offeredRefund(ground, firstOf(ground, 0))).toBe('8400.00');
    expect(await offeredRefund(ground, firstOf(ground, 0, 2))).toBe('8400.00');
  });
});

describe.each(testDatabases)('a cost on $kind', ({ open }) => {
  test('that was set aside is offered to the next claim, with its reason, and not chosen by itself', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker, programmeId, expenseIds: [claimed = '', waiting = '', free = ''] } = ground;
    claimIdOf(await as(db, worker, (change) => createClaim(change, { programmeId, expenseIds: [claimed], parked: new Map([[waiting, 'Venter på kvittering']]) })));
    const choose = async () => lineChoice(await loadProgramme(db, worker, programmeId), { today, claimId: undefined, chosen: undefined });
    const next = await choose();
    expect(next.lines.map(({ expense, parkedReason, isChosen }) => [expense.id, parkedReason, isChosen])).toEqual([
      [waiting, 'Venter på kvittering', false], [free, undefined, true],
    ]);
    expect(next.takenCount).toBe(1);
    claimIdOf(await as(db, worker, (change) => createClaim(change, { programmeId, expenseIds: [waiting], parked: new Map() })));
    const rows = await db.selectFrom('expenses').select('parked_reason').where('programme_id', '=', programmeId).execute();
    expect(rows.map(({ parked_reason }) => parked_reason)).toEqual([null, null, null]);
    expect((await choose()).lines.map(({ expense }) => expense.id)).toEqual([free]);
  });

  test('of a thrown-away draft is free, and the draft’s number is nobody’s again', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker, programmeId } = ground;
    const create = async (place: number) => claimIdOf(await as(db, worker, (change) => createClaim(change, { ...firstOf(ground, place), parked: new Map() })));
    const first = await create(0);
    await as(db, worker, (change) => discardClaim(change, { programmeId, id: first, version: 1 }));
    const second = await create(0);
    expect((await getClaim(db, worker, { programmeId, id: second })).number).toBe(2);
    await expect(getClaim(db, worker, { programmeId, id: first })).rejects.toThrow('No claim');
  });
});

describe.each(testDatabases)('a credit note on $kind', ({ open }) => {
  /** The ground's third line lowers its first. */
  async function withCredit() {
    const ground = await aClaimGround(await open());
    const [invoice = '', other = '', credit = ''] = ground.expenseIds;
    await ground.db.updateTable('expenses').set({ credit_of: invoice, amount_ore: -500_000n }).where('id', '=', credit).execute();
    await ground.db.updateTable('expense_days').set({ on_day: '2026-02-10', amount_ore: -500_000n }).where('expense_id', '=', credit).execute();
    const create = (expenseIds: readonly string[], parked: readonly [string, string][] = []) => as(ground.db, ground.worker, (change) =>
      createClaim(change, { programmeId: ground.programmeId, expenseIds, parked: new Map(parked) }));
    return { ground, invoice, other, credit, create };
  }

  test('goes with the invoice it lowers: left out, even with a reason, it is asked for', async () => {
    const { ground, invoice, other, credit, create } = await withCredit();
    expect(await create([invoice, other], [[credit, 'Venter']])).toEqual({ refused: { code: 'credits_left_out', numbers: [3] } });
    expect(await ground.db.selectFrom('claims').select('id').execute()).toEqual([]);
    const claim = await anApproved(ground, { programmeId: ground.programmeId, expenseIds: [invoice, other, credit] });
    expect(await refundOf(ground, claim)).toBe('13300.00');
  });

  test('waits with its invoice, and is no hindrance to other lines or in another claim', async () => {
    const { invoice, other, credit, create } = await withCredit();
    expect(await create([other])).toHaveProperty('location');
    expect(await create([credit])).toHaveProperty('location');
    expect(await create([invoice])).toHaveProperty('location');
  });

  test('that came after the lines were chosen keeps the claim from being sent, until it is taken in', async () => {
    const { ground, invoice, credit, create } = await withCredit();
    const { db, worker, programmeId } = ground;
    await db.updateTable('expenses').set({ deleted_at: '2026-11-24T10:00:00.000Z' }).where('id', '=', credit).execute();
    const id = claimIdOf(await create([invoice]));
    await db.updateTable('expenses').set({ deleted_at: null }).where('id', '=', credit).execute();
    const send = (version: number) => as(db, worker, (change) => sendToReview(change, { programmeId, id, version, today }));
    expect(await send(1)).toEqual({ refused: { code: 'credits_left_out', numbers: [3] } });
    claimIdOf(await as(db, worker, (change) => changeClaimLines(change, { programmeId, id, version: 1, expenseIds: [invoice, credit], parked: new Map() })));
    expect(await send(2)).toHaveProperty('location');
  });
});

describe.each(testDatabases)('what KS paid on $kind', ({ open }) => {
  test('is taken as it is when it is what was claimed; for any other amount a reason is asked for', async () => {
    const ground = await aClaimGround(await open());
    const claim = await submit(ground, await anApproved(ground, firstOf(ground, 0)));
    for (const received of ['8399.99', '8400.01', '0', '840', '84000']) {
      expect(await settle(ground, claim, received), received).toEqual({ refused: { code: 'transition', refused: 'difference_reason_missing' } });
    }
    expect(await getClaim(ground.db, ground.finance, claim)).toMatchObject({ status: 'submitted', version: claim.version, received: undefined });
    claimIdOf(await settle(ground, claim, '8400.00'));
    expect((await getClaim(ground.db, ground.finance, claim)).received).toMatchObject({ on: today, differenceReason: undefined });
  });

  test('may be nothing, with the reason kept as it was written', async () => {
    const ground = await aClaimGround(await open());
    const claim = await submit(ground, await anApproved(ground, firstOf(ground, 0)));
    claimIdOf(await settle(ground, claim, '0', '  Avslått: for sent søkt \n'));
    const { received } = await getClaim(ground.db, ground.finance, claim);
    expect([received && moneyToText(received.amount), received?.differenceReason]).toEqual(['0.00', 'Avslått: for sent søkt']);
  });

  test('is registered once, whoever comes second is told, and a settled claim is neither withdrawn nor replaced', async () => {
    const ground = await aClaimGround(await open());
    const claim = await submit(ground, await anApproved(ground, firstOf(ground, 0)));
    const outcomes = await Promise.all([settle(ground, claim, '8400'), settle(ground, claim, '8000', 'Noe manglet')]);
    expect(outcomes.flatMap((outcome) => ('refused' in outcome ? [outcome.refused] : []))).toEqual([{ code: 'conflict', status: 'settled' }]);
    const settled = { ...claim, version: claim.version + 1 };
    for (const step of [withdrawClaim, replaceClaim]) {
      expect(await as(ground.db, ground.worker, (change) => step(change, { ...settled, reason: 'Angrer' }))).toEqual({ refused: { code: 'conflict', status: 'settled' } });
    }
  });
});

describe.each(testDatabases)('a new version on $kind', ({ open }) => {
  test('is made once, of two who ask at once, and each version knows the one before it', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker } = ground;
    const claim = await anApproved(ground, firstOf(ground, 0, 1));
    const replace = () => as(db, worker, (change) => replaceClaim(change, { ...claim, reason: 'Feil beløp' }));
    const outcomes = await Promise.all([replace(), replace(), as(db, worker, (change) => withdrawClaim(change, { ...claim, reason: 'Trekkes' }))]);
    expect(outcomes.filter((outcome) => 'location' in outcome)).toHaveLength(1);
    const claims = await db.selectFrom('claims').select(['number', 'status', 'replaces_claim_id']).orderBy('number').execute();
    expect(claims.filter(({ replaces_claim_id: before }) => before !== null).length).toBe(claims.length - 1);
    const live = await db.selectFrom('claim_lines').select('expense_id').where('is_live', '=', 1).execute();
    expect(live).toHaveLength(claims.length === 2 ? 2 : 0);
  });

  test('leaves what was attested as it was, to the byte', async () => {
    const ground = await aClaimGround(await open());
    const claim = await anApproved(ground, firstOf(ground, 0));
    const before = (await getClaim(ground.db, ground.worker, claim)).approved;
    claimIdOf(await as(ground.db, ground.worker, (change) => replaceClaim(change, { ...claim, reason: 'Nytt vedlegg' })));
    await ground.db.updateTable('organisations').set({ name: 'Nytt navn' }).execute();
    expect((await getClaim(ground.db, ground.worker, claim)).approved).toEqual(before);
  });
});

describe.each(testDatabases)('a credit note of an invoice that was claimed before, on $kind', ({ open }) => {
  async function aLaterCredit() {
    const ground = await aClaimGround(await open());
    await aboveTheCap(ground.db, ground.expenseIds[0] ?? '');
    await anApproved(ground, firstOf(ground, 0));
    await creditLater(ground);
    const claim = await aClaimInReview(ground, firstOf(ground, 1, 2));
    return { ground, claim, frozen: await frozenOf(ground, claim) };
  }

  test('tells that invoice by its number, and what it gives back by itself: no id is printed, no cut is below zero', async () => {
    const { ground, frozen } = await aLaterCredit();
    const { programme, calculation } = frozen.assessment;
    expect(programme.expenses.map(({ creditOf, creditOfInvoice }) => [creditOf, creditOfInvoice])).toEqual([[undefined, undefined], [ground.expenseIds[0], '1001']]);
    expect([calculation.totals.eligible, calculation.totals.basis].map(moneyToText)).toEqual(['8000.00', '10000.00']);
    const said = textsOf(claimDocument({ assessment: frozen.assessment, language: 'nb', isDraft: false, filePages: new Map() })).map(plain);
    expect(said.filter((text) => text.startsWith('Kreditnota 1009'))).toEqual(['Kreditnota 1009 til faktura 1001 (utenfor dette kravet), IMTEC AS, 15.02.2026']);
    expect(said.filter((text) => /[0-9a-f]{8}-[0-9a-f]{4}-/.test(text))).toEqual([]);
    expect(said.filter((text) => /\u2212.*(faller bort)/.test(text))).toEqual([]);
  });

  test('is frozen with it: read again, it says the same', async () => {
    const { ground, claim, frozen } = await aLaterCredit();
    await approve(ground, claim);
    const { approved } = await getClaim(ground.db, ground.finance, claim);
    const { assessment } = readFrozenClaim(approved ?? expect.fail());
    expect(assessment.programme.expenses.map(({ creditOfInvoice }) => creditOfInvoice)).toEqual([undefined, '1001']);
    const seal = ({ calculation, programme }: typeof assessment) => textSeal(claimDocument({
      assessment: { ...frozen.assessment, calculation, programme }, language: 'nb', isDraft: false, filePages: new Map(),
    }));
    expect(seal(assessment)).toBe(seal(frozen.assessment));
  });
});
