import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerGrantForm, grantPage } from '#app/features/programmes/grant-page.server.ts';
import type { FormPageView } from '#app/features/shell/form-page-view.ts';
import { FormPage } from '#app/features/shell/form-page.tsx';
import { PatientForm } from '#app/guard/answer-in-time.server.ts';
import { patientProgrammeAction, programmeLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

const form = new PatientForm<FormPageView>('save');

export const loader = programmeLoader('programme.read', async (desk) => ({ page: form.pageFor(desk) ?? await grantPage(desk) }));

export const action = patientProgrammeAction('programme.edit', form, answerGrantForm);

export default function Grant() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <FormPage page={page} />;
}
