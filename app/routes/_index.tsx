import { hasUsers } from '#app/features/users/users.repository.server.ts';
import { listWorkplaces } from '#app/features/users/memberships.repository.server.ts';
import { organisationAddress } from '#app/features/shell/addresses.ts';
import { openLoader } from '#app/guard/guarded.server.ts';
import { sendTo } from '#app/http/send-to.ts';

/** The way on: the first start, the sign-in, or the person's organisation. */
export const loader = openLoader(async ({ database, user }) => {
  if (user === undefined) throw sendTo(await hasUsers(database) ? '/sign-in' : '/first-start');
  const [workplace] = await listWorkplaces(database, user.userId);
  throw sendTo(workplace === undefined ? '/calculator' : organisationAddress(workplace.organisationId));
});

/** Never shown. */
export default function FrontPage() {
  return null;
}
