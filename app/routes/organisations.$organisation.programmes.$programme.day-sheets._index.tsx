import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { sheetsPage } from '#app/features/day-sheets/sheets-page.server.ts';
import { FormPage } from '#app/features/shell/form-page.tsx';
import { programmeLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

export const loader = programmeLoader('expense.read', async (desk) => ({ page: await sheetsPage(desk) }));

export default function DaySheets() {
  const { page } = useLoaderData<typeof loader>();
  return <FormPage page={page} />;
}
