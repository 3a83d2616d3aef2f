import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerSheetForm } from '#app/features/day-sheets/answer-sheet-form.server.ts';
import { newSheetPage } from '#app/features/day-sheets/sheet-page.server.ts';
import { FormPage } from '#app/features/shell/form-page.tsx';
import type { FormPageView } from '#app/features/shell/form-page-view.ts';
import { PatientForm } from '#app/guard/answer-in-time.server.ts';
import { patientProgrammeAction, programmeLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

const form = new PatientForm<FormPageView>('save');

export const loader = programmeLoader('day_sheet.write', async (desk) => ({ page: form.pageFor(desk) ?? await newSheetPage(desk) }));

export const action = patientProgrammeAction('day_sheet.write', form, (desk, fields) => answerSheetForm(desk, fields));

export default function NewDaySheet() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <FormPage page={page} />;
}
