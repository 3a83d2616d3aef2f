import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerSheetForm } from '#app/features/day-sheets/answer-sheet-form.server.ts';
import { daySheetPage } from '#app/features/day-sheets/sheet-page.server.ts';
import { FormPage } from '#app/features/shell/form-page.tsx';
import { programmeAction, programmeLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

export const loader = programmeLoader('expense.read', async (desk) => ({ page: await daySheetPage(desk, desk.params['sheet'] ?? '') }));

export const action = programmeAction('day_sheet.write', async (desk, form) => {
  const { page, status } = await answerSheetForm(desk, form, desk.params['sheet'] ?? '');
  return data({ page }, { status });
});

export default function DaySheet() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <FormPage page={page} />;
}
