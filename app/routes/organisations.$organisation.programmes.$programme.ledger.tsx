import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { LedgerPage } from '#app/features/finance/ledger-page.tsx';
import { answerLedgerForm, ledgerPage } from '#app/features/finance/ledger-page.server.ts';
import { documentTitle } from '#app/features/programmes/programme-frame-view.ts';
import { programmeAction, programmeLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: documentTitle(loaded?.page) }];

export const loader = programmeLoader('claim.read', async (desk) => ({ page: await ledgerPage(desk) }));

export const action = programmeAction('accounting_string.edit', async (desk, form) => {
  const { page, status } = await answerLedgerForm(desk, form);
  return data({ page }, { status });
});

export default function Ledger() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <LedgerPage page={page} />;
}
