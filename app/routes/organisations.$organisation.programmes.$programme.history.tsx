import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { HistoryPage } from '#app/features/audit/history-page.tsx';
import { programmeHistory } from '#app/features/audit/history-page.server.ts';
import { documentTitle } from '#app/features/programmes/programme-frame-view.ts';
import { programmeLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: documentTitle(loaded?.page) }];

export const loader = programmeLoader('audit.read', async (desk) => ({ page: await programmeHistory(desk) }));

export default function ProgrammeHistory() {
  const { page } = useLoaderData<typeof loader>();
  return <HistoryPage page={page} />;
}
