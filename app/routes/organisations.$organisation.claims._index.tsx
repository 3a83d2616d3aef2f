import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ClaimListPage } from '#app/features/finance/claim-list-page.tsx';
import { claimListPage } from '#app/features/finance/claim-list-page.server.ts';
import { organisationLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

export const loader = organisationLoader('claim.read', async (desk) => ({ page: await claimListPage(desk) }));

export default function Claims() {
  const { page } = useLoaderData<typeof loader>();
  return <ClaimListPage page={page} />;
}
