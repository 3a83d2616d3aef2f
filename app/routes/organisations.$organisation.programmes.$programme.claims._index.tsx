import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { claimListPage } from '#app/features/claims/claim-list-page.server.ts';
import { ClaimList } from '#app/features/claims/claim-list.tsx';
import { documentTitle } from '#app/features/programmes/programme-frame-view.ts';
import { programmeLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: documentTitle(loaded?.page) }];

export const loader = programmeLoader('programme.read', async (desk) => ({ page: await claimListPage(desk) }));

export default function Claims() {
  const { page } = useLoaderData<typeof loader>();
  return <ClaimList page={page} />;
}
