import * as oidc from 'openid-client';
import { IdentityFault, type IdentityFaultCode, type ProvenIdentity } from './identity.ts';

export interface IdentityProviderSettings {
  /** As the provider names itself: `https://login.kommune.no`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What people call it; it stands on the button. */
  readonly name: string;
  /** Values of `acr` or `amr` that count as a second factor. */
  readonly secondFactorValues: readonly string[];
}

/** What binds an answer to the request it answers. */
export interface IdentityChecks {
  readonly state: string;
  readonly nonce: string;
  /** PKCE: who has a code without it has nothing. */
  readonly verifier: string;
}

const patienceSeconds = 10;
const callbackPath = '/sign-in/provider/callback';

/**
 * Another place where people sign in, by OpenID Connect: authorization code with PKCE (S256), state and nonce; issuer, audience,
 * times and signature of what it says are checked. It is asked what it offers at first use, so that the service starts without it.
 */
export class IdentityProvider {
  readonly name: string;
  readonly #settings: IdentityProviderSettings;
  #known: Promise<oidc.Configuration> | undefined;

  constructor(settings: IdentityProviderSettings) {
    this.#settings = settings;
    this.name = settings.name;
  }

  /** Where to send the browser; it comes back to `origin`. Throws IdentityFault. */
  async addressFor({ state, nonce, verifier }: IdentityChecks, origin: string): Promise<string> {
    const known = await this.#discover();
    const { secondFactorValues } = this.#settings;
    return oidc.buildAuthorizationUrl(known, {
      redirect_uri: `${origin}${callbackPath}`, scope: 'openid', state, nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
      ...(secondFactorValues.length === 0 ? {} : { acr_values: secondFactorValues.join(' ') }),
    }).href;
  }

  /** Who the answer proves the person to be; `answer` is the address the browser came back to. Throws IdentityFault. */
  async identityFrom(answer: URL, { state, nonce, verifier }: IdentityChecks): Promise<ProvenIdentity> {
    const known = await this.#discover();
    try {
      const expected = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier };
      const tokens = await oidc.authorizationCodeGrant(known, answer, expected);
      const claims = tokens.claims();
      if (claims === undefined) throw new IdentityFault('invalid');
      return { issuer: claims.iss, subject: claims.sub, hasSecondFactor: this.#countsAsSecondFactor(claims) };
    } catch (error) {
      throw error instanceof IdentityFault ? error : new IdentityFault(faultOf(error), { cause: error });
    }
  }

  #countsAsSecondFactor({ acr, amr }: Readonly<Record<string, unknown>>): boolean {
    return [acr, amr].flat().some((value) => this.#settings.secondFactorValues.some((counted) => counted === value));
  }

  /** Asked once; when that fails, again the next time somebody comes. */
  async #discover(): Promise<oidc.Configuration> {
    this.#known ??= discover(this.#settings);
    try {
      return await this.#known;
    } catch (error) {
      this.#known = undefined;
      throw new IdentityFault('unreachable', { cause: error });
    }
  }
}

function discover({ issuer, clientId, clientSecret }: IdentityProviderSettings): Promise<oidc.Configuration> {
  const [basic, post] = [oidc.ClientSecretBasic(clientSecret), oidc.ClientSecretPost(clientSecret)];
  // A provider that does not say takes the first. Source: OpenID Connect Discovery 1.0 § 3.
  const authenticate: oidc.ClientAuth = (server, ...rest) => {
    const takesBasic = server.token_endpoint_auth_methods_supported?.includes('client_secret_basic') ?? true;
    (takesBasic ? basic : post)(server, ...rest);
  };
  const isPlain = new URL(issuer).protocol === 'http:';
  return oidc.discovery(new URL(issuer), clientId, {}, authenticate, {
    timeout: patienceSeconds, execute: [oidc.enableNonRepudiationChecks, ...(isPlain ? [oidc.allowInsecureRequests] : [])],
  });
}

const byErrorCode: ReadonlyMap<unknown, IdentityFaultCode> = new Map<unknown, IdentityFaultCode>([
  ['OAUTH_JWT_TIMESTAMP_CHECK_FAILED', 'clock'], ['OAUTH_RESPONSE_IS_NOT_JSON', 'unreachable'], ['OAUTH_RESPONSE_IS_NOT_CONFORM', 'unreachable'],
  ['OAUTH_PARSE_ERROR', 'unreachable'], ['OAUTH_TIMEOUT', 'unreachable'], ['OAUTH_ABORT', 'unreachable'],
]);

function faultOf(error: unknown): IdentityFaultCode {
  if (error instanceof oidc.AuthorizationResponseError) return error.error === 'access_denied' ? 'cancelled' : 'refused';
  if (error instanceof oidc.ResponseBodyError) return error.error === 'invalid_grant' ? 'invalid' : 'refused';
  // What fetch throws when nobody answers.
  if (error instanceof TypeError && error.cause !== undefined && !('code' in error)) return 'unreachable';
  return error instanceof Error && 'code' in error ? byErrorCode.get(error.code) ?? 'invalid' : 'invalid';
}
