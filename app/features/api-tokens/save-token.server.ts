import { randomUUID } from 'node:crypto';
import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { DomainError } from '#app/domain/errors.ts';
import { dayInNorway } from '#app/i18n/format.ts';
import { insertApiToken, newToken, revokeApiToken, revokeApiTokensOf } from './api-tokens.repository.server.ts';
import type { TokenInput } from './token-form.ts';

/** Makes a token. @returns it, for the one time it is shown. */
export async function makeToken(change: Change, { name, scopes, expiresOn }: TokenInput): Promise<string> {
  const { trx, membership, now } = change;
  const id = randomUUID();
  const { token, hash } = newToken();
  await insertApiToken(trx, membership, { id, name, scopes, hash, createdAt: now, expiresOn });
  await recordAudit(change, {
    action: 'organisation.token_made', subject: { kind: 'organisation', id: membership.organisationId },
    facts: { name, scopes: scopes.join(' '), expiresOn },
  });
  return token;
}

/** Ends a token: the next request with it is turned away. Throws DomainError `conflict` when it has ended already. */
export async function endToken(change: Change, id: string): Promise<void> {
  const { trx, membership, now } = change;
  const name = await revokeApiToken(trx, membership, { id, now });
  if (name === undefined) throw new DomainError('conflict', `Token ${id} has ended already`);
  await recordEnded(change, name);
}

/** Ends every token somebody made: whoever made it may have it still. One that ran out has ended by itself. */
export async function endTokensOf(change: Change, userId: string): Promise<void> {
  const { trx, membership, now } = change;
  const today = dayInNorway(new Date(now));
  for (const name of await revokeApiTokensOf(trx, membership, { userId, now, today })) await recordEnded(change, name);
}

async function recordEnded(change: Change, name: string): Promise<void> {
  const subject = { kind: 'organisation', id: change.membership.organisationId } as const;
  await recordAudit(change, { action: 'organisation.token_ended', subject, facts: { name } });
}
