import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerLines, chooseLinesPage } from '#app/features/claims/choose-lines-page.server.ts';
import { ChooseLines } from '#app/features/claims/choose-lines.tsx';
import { documentTitle } from '#app/features/programmes/programme-frame-view.ts';
import { programmeAction, programmeLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: documentTitle(loaded?.page) }];

export const loader = programmeLoader('claim.prepare', async (desk) => ({ page: await chooseLinesPage(desk, desk.params['claim'] ?? '') }));

export const action = programmeAction('claim.prepare', async (desk, form) => {
  const { page, status } = await answerLines(desk, form, desk.params['claim'] ?? '');
  return data({ page }, { status });
});

export default function DraftLines() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <ChooseLines page={page} />;
}
