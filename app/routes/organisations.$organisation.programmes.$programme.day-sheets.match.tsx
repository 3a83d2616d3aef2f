import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerMatchForm, matchPage } from '#app/features/day-sheets/match-page.server.ts';
import { MatchPage } from '#app/features/day-sheets/match-page.tsx';
import { documentTitle } from '#app/features/programmes/programme-frame-view.ts';
import { programmeAction, programmeLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: documentTitle(loaded?.page) }];

export const loader = programmeLoader('day_sheet.decide', async (desk) => ({ page: await matchPage(desk) }));

export const action = programmeAction('day_sheet.decide', async (desk, form) => {
  const { page, status } = await answerMatchForm(desk, form);
  return data({ page }, { status });
});

export default function MatchInvoice() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <MatchPage page={page} />;
}
