import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { documentTitle } from '#app/features/programmes/programme-frame-view.ts';
import { ProgressPage } from '#app/features/progress/progress-page.tsx';
import { progressPage } from '#app/features/progress/progress-page.server.ts';
import { organisationLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: documentTitle(loaded?.page) }];

/** Of a work of their own that belongs to no programme yet: one that is fetched. */
export const loader = organisationLoader('programme.edit', async (desk) => ({ page: await progressPage(desk) }));

export default function Progress() {
  const { page } = useLoaderData<typeof loader>();
  return <ProgressPage page={page} />;
}
