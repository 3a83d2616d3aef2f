import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { FilesPage } from '#app/features/attachments/files-page.tsx';
import { answerFilesForm } from '#app/features/attachments/answer-files-form.server.ts';
import { filesPage } from '#app/features/attachments/files-page.server.ts';
import { documentTitle } from '#app/features/programmes/programme-frame-view.ts';
import { programmeAction, programmeLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: documentTitle(loaded?.page) }];

export const loader = programmeLoader('expense.read', async (desk) => ({ page: await filesPage(desk) }));

export const action = programmeAction('expense.edit', async (desk, form) => {
  const { page, status } = await answerFilesForm(desk, form);
  return data({ page }, { status });
});

export default function Files() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <FilesPage page={page} />;
}
