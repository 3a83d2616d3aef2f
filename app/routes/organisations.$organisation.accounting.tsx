import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerLedgerForm, ledgerPage } from '#app/features/organisations/ledger-page.server.ts';
import { FormPage } from '#app/features/shell/form-page.tsx';
import { organisationAction, organisationLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

export const loader = organisationLoader('accounting_string.edit', async (desk) => ({ page: await ledgerPage(desk) }));

export const action = organisationAction('accounting_string.edit', async (desk, form) => {
  const { page, status } = await answerLedgerForm(desk, form);
  return data({ page }, { status });
});

export default function Accounting() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <FormPage page={page} />;
}
