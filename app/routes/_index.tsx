import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { homePage } from '#app/features/home/home-page.server.ts';
import { HomePage } from '#app/features/home/home-page.tsx';
import { hasUsers } from '#app/features/users/users.repository.server.ts';
import { openLoader } from '#app/guard/guarded.server.ts';
import { sendTo } from '#app/http/send-to.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data === undefined ? '' : `${data.page.title} – OU-refusjon` }];

/** What waits for the person; for a visitor the way in, and for the first one ever the start. */
export const loader = openLoader(async (desk) => {
  const { database, user } = desk;
  if (user === undefined) throw sendTo(await hasUsers(database) ? '/sign-in' : '/first-start');
  return { page: await homePage({ ...desk, user }) };
});

export default function FrontPage() {
  const { page } = useLoaderData<typeof loader>();
  return <HomePage page={page} />;
}
