import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerDecision, decidePage } from '#app/features/day-sheets/decide-page.server.ts';
import { DecidePage } from '#app/features/day-sheets/decide-page.tsx';
import { documentTitle } from '#app/features/programmes/programme-frame-view.ts';
import { programmeAction, programmeLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: documentTitle(loaded?.page) }];

export const loader = programmeLoader('day_sheet.decide', async (desk) => ({ page: await decidePage(desk, desk.params['sheet'] ?? '') }));

export const action = programmeAction('day_sheet.decide', async (desk, form) => {
  const { page, status } = await answerDecision(desk, form);
  return data({ page }, { status });
});

export default function DecideDaySheet() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <DecidePage page={page} />;
}
