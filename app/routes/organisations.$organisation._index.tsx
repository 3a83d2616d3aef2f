import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { organisationPage } from '#app/features/home/home-page.server.ts';
import { HomePage } from '#app/features/home/home-page.tsx';
import { organisationLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data === undefined ? '' : `${data.page.title} – OU-refusjon` }];

export const loader = organisationLoader('organisation.read', async (desk) => ({ page: await organisationPage(desk) }));

export default function Organisation() {
  const { page } = useLoaderData<typeof loader>();
  return <HomePage page={page} />;
}
