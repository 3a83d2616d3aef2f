import type { Kysely } from 'kysely';
import type { AccountView } from '#app/components/account-menu.tsx';
import type { Database } from '#db/schema.ts';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Language } from '#app/domain/programme.ts';
import { findMembership, findWorkplaceName, listWorkplaces } from '#app/features/users/memberships.repository.server.ts';
import type { SignedIn } from '#app/features/users/sessions.repository.server.ts';
import { accountView } from './account-view.ts';
import { organisationAddress } from './addresses.ts';

interface AccountQuestion {
  readonly user: SignedIn | undefined;
  /** From the address; not necessarily the person's. */
  readonly organisationId: string | undefined;
  readonly pathname: string;
  readonly language: Language;
  readonly today: CalendarDate;
}

/** What the page's head says of who is signed in; undefined for a visitor. */
export async function findAccountView(db: Kysely<Database>, question: AccountQuestion): Promise<AccountView | undefined> {
  const { user, language, today } = question;
  if (user === undefined) return undefined;
  const { organisationId, pathname } = await placeOf(db, user.userId, question);
  const membership = organisationId === undefined ? undefined : await findMembership(db, { userId: user.userId, organisationId }, today);
  if (membership === undefined) return accountView({ name: user.name, pathname, language });
  const organisation = {
    id: membership.organisationId,
    name: await findWorkplaceName(db, membership),
    may: (permission: Parameters<typeof membership.may>[0]) => membership.may(permission),
  };
  return accountView({ name: user.name, organisation, pathname, language });
}

/** The front page of a person with one organisation is that organisation's first page, and has the same head. */
async function placeOf(
  db: Kysely<Database>, userId: string, { organisationId, pathname }: AccountQuestion,
): Promise<Pick<AccountQuestion, 'organisationId' | 'pathname'>> {
  if (pathname !== '/') return { organisationId, pathname };
  const [only, ...others] = await listWorkplaces(db, userId);
  if (only === undefined || others.length > 0) return { organisationId, pathname };
  return { organisationId: only.organisationId, pathname: organisationAddress(only.organisationId) };
}
