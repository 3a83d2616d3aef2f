import { randomUUID } from 'node:crypto';
import { accountAddress, secondFactorAddress } from '#app/features/shell/addresses.ts';
import { insertAccountEvent } from '#app/features/users/account-events.repository.server.ts';
import { hasPassword, ownPasswordFault } from '#app/features/users/own-password.server.ts';
import { listWorkplaces } from '#app/features/users/memberships.repository.server.ts';
import { newRecoveryCodes } from '#app/features/users/recovery-codes.server.ts';
import { openFactor, readyCode, sealFactor, useCode, type ReadyCode } from '#app/features/users/second-factor.server.ts';
import {
  countRecoveryCodes, deleteSecondFactor, findSecondFactor, replaceRecoveryCodes, savePendingFactor,
} from '#app/features/users/second-factors.repository.server.ts';
import type { CodeFault } from '#app/features/users/sign-in-fault.ts';
import { tellOfAccount } from '#app/features/users/tell-of-account.server.ts';
import { newTotpSecret, totpAddress } from '#app/features/users/totp.server.ts';
import { carryOutOwn, carryOutOwnOnce, leadOnIfCarriedOut } from '#app/guard/carry-out.server.ts';
import type { PersonDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { ownPath } from '#app/http/own-path.ts';
import { sendTo } from '#app/http/send-to.ts';
import { confirmSecondFactor } from './confirm-second-factor.server.ts';
import { secondFactorView, type FactorState, type SecondFactorInput, type SecondFactorView } from './second-factor-view.ts';

const pendingMinutes = 30;

type Answer = { readonly page: SecondFactorView; readonly status: 200 | 422 };
type Faults = Pick<SecondFactorInput, 'passwordFault' | 'codeFault'>;

export async function secondFactorPage(desk: PersonDesk): Promise<SecondFactorView> {
  return pageOf(desk, await stateOf(desk));
}

/** Begins to set the factor up, confirms it, turns it off, or makes new recovery codes. */
export async function answerSecondFactor(desk: PersonDesk, form: FormFields): Promise<Answer> {
  switch (form.text('act')) {
    case 'begin': return begin(desk, form);
    case 'confirm': return confirm(desk, form.text('code'));
    case 'off': return turnOff(desk, form);
    default: return makeNewCodes(desk, form);
  }
}

/**
 * The key is in this one answer only: a page that could be opened again would show it to whoever comes to the desk, without the
 * password. The form sent again leads to the page, which asks for the password anew.
 */
async function begin(desk: PersonDesk, form: FormFields): Promise<Answer> {
  await leadOnIfCarriedOut(desk, form);
  const passwordFault = await ownPasswordFault(desk, form);
  if (passwordFault !== undefined) return mendable(desk, { passwordFault });
  const { services: { secretBox }, user: { userId, email }, now } = desk;
  const secret = newTotpSecret();
  const isOn = { refused: 'is_on' } as const;
  const outcome = await carryOutOwnOnce<'is_on'>(desk, form, async (trx) => {
    const isBegun = await savePendingFactor(trx, { userId, secretSealed: sealFactor(secretBox, userId, secret), now: now.toISOString() });
    return isBegun ? { location: ownAddress(desk) } : isOn;
  });
  if (outcome === undefined || 'refused' in outcome) throw sendTo(ownAddress(desk));
  return { page: await pageOf(desk, { kind: 'pending', secret, address: totpAddress(secret, email) }), status: 200 };
}

/** The codes are in this one answer only; who sends the form again finds the factor on. */
async function confirm(desk: PersonDesk, code: string): Promise<Answer> {
  const pending = await pendingOf(desk);
  const confirmed = pending && await confirmSecondFactor(desk, { ...pending, code });
  if (confirmed === undefined) throw sendTo(ownAddress(desk));
  if ('fault' in confirmed) return { page: await pageOf(desk, { kind: 'begun' }, { codeFault: confirmed.fault }), status: 422 };
  return { page: await pageOf(desk, { kind: 'codes', codes: confirmed.codes }), status: 200 };
}

async function turnOff(desk: PersonDesk, form: FormFields): Promise<Answer> {
  const shown = await shownCode(desk, form);
  if ('faults' in shown) return mendable(desk, shown.faults);
  const { user: { userId }, now } = desk;
  const { refused } = await carryOutOwn<CodeFault>(desk, form, async (trx) => {
    const fault = await useCode(trx, shown.ready);
    if (fault !== undefined) return { refused: fault };
    await deleteSecondFactor(trx, userId);
    await insertAccountEvent(trx, { userId, at: now.toISOString(), event: 'second_factor_off' });
    await tellOfAccount(trx, desk, 'second_factor_off');
    return { location: `${accountAddress()}?done=factorOff` };
  });
  return mendable(desk, { codeFault: refused });
}

/** The codes are in this one answer only; the form sent again leads to the page, which tells how many there are. */
async function makeNewCodes(desk: PersonDesk, form: FormFields): Promise<Answer> {
  const shown = await shownCode(desk, form);
  if ('faults' in shown) return mendable(desk, shown.faults);
  const { user: { userId }, now } = desk;
  const { codes, hashes } = await newRecoveryCodes(userId);
  const outcome = await carryOutOwnOnce<CodeFault>(desk, form, async (trx) => {
    const fault = await useCode(trx, shown.ready);
    if (fault !== undefined) return { refused: fault };
    await replaceRecoveryCodes(trx, { userId, hashes, now: now.toISOString() });
    await insertAccountEvent(trx, { userId, at: now.toISOString(), event: 'recovery_codes_renewed' });
    await tellOfAccount(trx, desk, 'recovery_codes_renewed');
    return { location: ownAddress(desk) };
  });
  if (outcome === undefined) throw sendTo(ownAddress(desk));
  if ('refused' in outcome) return mendable(desk, { codeFault: outcome.refused });
  return { page: await pageOf(desk, { kind: 'codes', codes }), status: 200 };
}

/** The password and the code of a form that changes the factor: a form that was carried out leads on, for its code is used up. */
async function shownCode(desk: PersonDesk, form: FormFields): Promise<{ readonly ready: ReadyCode } | { readonly faults: Faults }> {
  await leadOnIfCarriedOut(desk, form);
  const passwordFault = await ownPasswordFault(desk, form);
  if (passwordFault !== undefined) return { faults: { passwordFault } };
  const { services, user: { userId }, now } = desk;
  const shown = await readyCode(services, { userId, code: form.text('code'), now });
  return 'fault' in shown ? { faults: { codeFault: shown.fault } } : shown;
}

async function mendable(desk: PersonDesk, faults: Faults): Promise<Answer> {
  return { page: await pageOf(desk, await stateOf(desk), faults), status: 422 };
}

/** One that was begun is as none, until it is confirmed by who has its key. */
async function stateOf({ database, user: { userId } }: PersonDesk): Promise<FactorState> {
  const factor = await findSecondFactor(database, userId);
  if (factor?.confirmedAt === undefined) return { kind: 'off' };
  return { kind: 'on', since: factor.confirmedAt, codesLeft: await countRecoveryCodes(database, userId) };
}

/** The key that was shown; undefined when that is too long ago. */
async function pendingOf(
  { database, services: { secretBox }, user: { userId }, now }: PersonDesk,
): Promise<{ readonly secret: string; readonly secretSealed: string } | undefined> {
  const factor = await findSecondFactor(database, userId);
  if (factor === undefined || factor.confirmedAt !== undefined) return undefined;
  if (Date.parse(factor.createdAt) < now.getTime() - pendingMinutes * 60_000) return undefined;
  return { secret: openFactor(secretBox, userId, factor.secretSealed), secretSealed: factor.secretSealed };
}

async function pageOf(desk: PersonDesk, state: FactorState, faults: Faults = {}): Promise<SecondFactorView> {
  const { database, user: { userId }, language } = desk;
  const workplaces = await listWorkplaces(database, userId);
  return secondFactorView({
    ...faults, state, language, to: toOf(desk), formKey: randomUUID(), hasPassword: await hasPassword(desk),
    requiredBy: workplaces.filter(({ requiresSecondFactor }) => requiresSecondFactor).map(({ organisationName }) => organisationName),
  });
}

function toOf({ url }: PersonDesk): string | undefined {
  return ownPath(url.searchParams.get('to') ?? '');
}

function ownAddress(desk: PersonDesk): string {
  const to = toOf(desk);
  return to === undefined ? accountAddress('second-factor') : secondFactorAddress(to);
}
