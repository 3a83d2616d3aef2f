import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerImport, importPage } from '#app/features/programme-file/import-page.server.ts';
import type { FormPageView } from '#app/features/shell/form-page-view.ts';
import { FormPage } from '#app/features/shell/form-page.tsx';
import { PatientForm } from '#app/guard/answer-in-time.server.ts';
import { organisationLoader, patientOrganisationAction } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

const form = new PatientForm<FormPageView>('import');

export const loader = organisationLoader('programme.edit', async (desk) => ({ page: form.pageFor(desk) ?? await importPage(desk) }));

export const action = patientOrganisationAction('programme.edit', form, answerImport);

export default function ImportProgramme() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <FormPage page={page} />;
}
