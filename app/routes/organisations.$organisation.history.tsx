import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { HistoryPage } from '#app/features/audit/history-page.tsx';
import { organisationHistory } from '#app/features/audit/history-page.server.ts';
import { organisationLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

export const loader = organisationLoader('audit.read', async (desk) => ({ page: await organisationHistory(desk) }));

export default function OrganisationHistory() {
  const { page } = useLoaderData<typeof loader>();
  return <HistoryPage page={page} />;
}
