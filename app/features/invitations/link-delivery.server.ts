import { originOf } from '#app/features/users/tell-of-password.server.ts';
import type { OrganisationDesk } from '#app/guard/desk.server.ts';
import type { LinkDelivery } from './invite-person.server.ts';

/** How this desk's links get to people; `shown` gives the one to show, where no e-mail is sent. */
export function linkDelivery(
  { services, url, user }: OrganisationDesk,
): { readonly delivery: LinkDelivery; readonly shown: () => string | undefined } {
  let link: string | undefined;
  const delivery = {
    mail: services.mail, origin: originOf({ services, url }), inviterEmail: user.email, show: (made: string) => { link = made; },
  };
  return { delivery, shown: () => link };
}
