import { identitiesAddress, invitationAddress } from '#app/features/shell/addresses.ts';
import { acceptWithIdentity } from '#app/features/invitations/accept-with-identity.server.ts';
import { invitationTokenHash } from '#app/features/invitations/invitation-token.server.ts';
import { deviceOf } from '#app/features/users/device.ts';
import type { FirstFactorOutcome } from '#app/features/users/complete-first-factor.server.ts';
import { firstFactorAnswer } from '#app/features/users/first-factor-answer.ts';
import { readKeptForm, type KeptForm } from '#app/features/users/kept-form.ts';
import { resumeView, type ResumeView } from '#app/features/users/resume-view.ts';
import { signInCodeView } from '#app/features/users/sign-in-code-view.ts';
import { signInView, type SignInView } from '#app/features/users/sign-in-view.ts';
import type { OpenDesk } from '#app/guard/desk.server.ts';
import { countOne } from '#app/guard/take-from-limit.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { ownPath } from '#app/http/own-path.ts';
import { sendTo } from '#app/http/send-to.ts';
import { browserCookie, sessionCookie, stepCookie } from '#app/http/session-cookie.ts';
import { beginIdentityRequest, type Journey, type WayBack } from './begin-identity-request.server.ts';
import { leaveView, type LeaveView } from './leave-view.ts';
import { IdentityFault, type IdentityFaultCode, type ProvenIdentity } from './identity.ts';
import type { IdentityProvider } from './identity-provider.server.ts';
import { linkIdentity } from './link-identity.server.ts';
import { signInWithIdentity } from './sign-in-with-identity.server.ts';
import { takeIdentityAnswer } from './take-identity-answer.server.ts';

/** The one page an answer is: on the way out, the way in, or what was typed, to be saved. */
export interface IdentityPage {
  readonly leave?: LeaveView | undefined;
  readonly signIn?: SignInView | undefined;
  readonly resume?: ResumeView | undefined;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

const statuses: Readonly<Record<IdentityFaultCode, number>> = {
  unreachable: 502, refused: 502, clock: 502, cancelled: 403, unknown: 403, taken: 409, other_person: 409, stale: 400, invalid: 400,
};

export function providerOf({ services }: Pick<OpenDesk, 'services'>): IdentityProvider {
  if (services.identityProvider === undefined) throw new Response(null, { status: 404 });
  return services.identityProvider;
}

/** Leads one who is not signed in to the other place, with what they had typed, or with the invitation they come from. */
export async function answerLeaving(desk: OpenDesk, form: FormFields): Promise<IdentityPage> {
  const wayBack = { to: ownPath(form.text('to')) ?? '/', kept: readKeptForm(form.everyText(), ownPath) };
  const token = form.text('invitation');
  if (token === '') return leaveForProvider(desk, wayBack);
  await countOne(desk, 'secretGuess');
  return leaveForProvider(desk, { to: invitationAddress(token), kept: undefined }, { invitationHash: invitationTokenHash(token) });
}

/**
 * The page that leads to the other place. It leads by a header of an answer, not by a redirect of the form: browsers hold a redirect
 * to the form's own policy, and where the other place leads on to nobody can list.
 */
export async function leaveForProvider(desk: OpenDesk, wayBack: WayBack, link: Pick<Journey, 'userId' | 'invitationHash'> = {}): Promise<IdentityPage> {
  const provider = providerOf(desk);
  await countOne(desk, 'identityRequest');
  try {
    const { address, browserSecret } = await beginIdentityRequest(desk, provider, { ...wayBack, ...link });
    return {
      leave: leaveView({ provider: provider.name, address, language: desk.language }), status: 200,
      headers: { Refresh: `0; url=${address}`, 'Set-Cookie': browserCookie(desk.request, browserSecret) },
    };
  } catch (error) {
    if (!(error instanceof IdentityFault)) throw error;
    desk.reportFault?.(error);
    return faultPage(desk, error.code, wayBack);
  }
}

/** What becomes of one who comes back from the other place. Throws the answer that leads on where there is nothing to show. */
export async function answerFromProvider(desk: OpenDesk): Promise<IdentityPage> {
  const taken = await takeIdentityAnswer(desk, providerOf(desk));
  const wayBack = { to: ownPath(taken.to ?? '') ?? '/', kept: taken.kept };
  if ('fault' in taken) {
    // Back or again in a browser that got in with it.
    if (taken.fault === 'stale' && desk.user !== undefined) throw sendTo('/');
    if (taken.cause !== undefined) desk.reportFault?.(taken.cause);
    if (taken.userId !== undefined) throw sendTo(`${identitiesAddress}?fault=${taken.fault}`);
    if (taken.invitationHash !== undefined) throw sendTo(`${wayBack.to}?fault=${taken.fault}`);
    return faultPage(desk, taken.fault, wayBack);
  }
  if (taken.userId !== undefined) throw await linked(desk, taken.identity, taken.userId);
  return signedIn(desk, taken.identity, { ...wayBack, invitationHash: taken.invitationHash });
}

async function linked(desk: OpenDesk, identity: ProvenIdentity, userId: string): Promise<Response> {
  const { user } = desk;
  const fault = user?.userId === userId ? await linkIdentity({ ...desk, user }, identity) : 'other_person';
  return sendTo(`${identitiesAddress}?${fault === undefined ? 'done=linked' : `fault=${fault}`}`);
}

async function signedIn(
  desk: OpenDesk, identity: ProvenIdentity, { to, kept, invitationHash }: WayBack & Pick<Journey, 'invitationHash'>,
): Promise<IdentityPage> {
  const { request, language } = desk;
  const outcome = await enter(desk, identity);
  if (outcome === undefined && invitationHash !== undefined) throw await invited(desk, identity, { to, invitationHash });
  if (outcome === undefined) return faultPage(desk, 'unknown', { to, kept });
  if (kept === undefined) throw firstFactorAnswer(request, outcome, to);
  if ('secret' in outcome) return resumePage(kept, desk, sessionCookie(request, outcome.secret));
  return { signIn: signInCodeView({ language, to, kept }), status: 200, headers: { 'Set-Cookie': stepCookie(request, outcome.stepSecret) } };
}

function enter({ database, request, now, user }: OpenDesk, identity: ProvenIdentity): Promise<FirstFactorOutcome | undefined> {
  const device = deviceOf(request.headers.get('User-Agent'));
  return signInWithIdentity(database, identity, { device, now, earlierSessionHash: user?.sessionHash });
}

/** Lets one in whom nobody knows yet, by the invitation they come from; or leads back to it, which says what now. */
async function invited(
  desk: OpenDesk, identity: ProvenIdentity, { to, invitationHash }: { readonly to: string; readonly invitationHash: string },
): Promise<Response> {
  // Somebody signed in meanwhile in another window: the invitation's page asks whether it is them.
  if (desk.user !== undefined) return sendTo(to);
  const accepted = await acceptWithIdentity(desk, identity, invitationHash);
  if ('fault' in accepted) return sendTo(`${to}?fault=${accepted.fault}`);
  const outcome = await enter(desk, identity);
  return outcome === undefined ? sendTo(to) : firstFactorAnswer(desk.request, outcome, accepted.place);
}

function resumePage(kept: KeptForm, { language }: OpenDesk, setCookie: string): IdentityPage {
  return { resume: resumeView(kept, language), status: 200, headers: { 'Set-Cookie': setCookie } };
}

/** The way in, with what went wrong, and what was typed still kept. */
function faultPage({ language, services }: OpenDesk, identityFault: IdentityFaultCode, { to, kept }: WayBack): IdentityPage {
  const providerName = services.identityProvider?.name;
  return { signIn: signInView({ language, to, kept, providerName, identityFault }), status: statuses[identityFault], headers: {} };
}
