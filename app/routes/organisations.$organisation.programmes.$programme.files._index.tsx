import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { FilesPage } from '#app/features/attachments/files-page.tsx';
import { answerFilesForm } from '#app/features/attachments/answer-files-form.server.ts';
import { filesPage } from '#app/features/attachments/files-page.server.ts';
import type { FilesPageView } from '#app/features/attachments/files-page-view.ts';
import { documentTitle } from '#app/features/programmes/programme-frame-view.ts';
import { PatientForm } from '#app/guard/answer-in-time.server.ts';
import { patientProgrammeAction, programmeLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: documentTitle(loaded?.page) }];

const form = new PatientForm<FilesPageView>('save');

export const loader = programmeLoader('expense.read', async (desk) => ({ page: form.pageFor(desk) ?? await filesPage(desk) }));

export const action = patientProgrammeAction('file.add', form, answerFilesForm);

export default function Files() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <FilesPage page={page} />;
}
