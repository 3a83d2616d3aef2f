import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { SecondFactor } from '#app/features/account/second-factor.tsx';
import { answerSecondFactor, secondFactorPage } from '#app/features/account/second-factor-page.server.ts';
import { personAction, personLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

export const loader = personLoader(async (desk) => ({ page: await secondFactorPage(desk) }));

export const action = personAction(async (desk, form) => {
  const { page, status } = await answerSecondFactor(desk, form);
  return data({ page }, { status });
});

export default function SecondFactorPage() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <SecondFactor page={page} />;
}
