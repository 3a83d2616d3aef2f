import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { historyOf } from '#app/features/audit/history-of.server.ts';
import { HistorySection } from '#app/features/audit/history-section.tsx';
import { answerClaim } from '#app/features/claims/answer-claim.server.ts';
import { claimPage } from '#app/features/claims/claim-page.server.ts';
import { ClaimPage } from '#app/features/claims/claim-page.tsx';
import { documentTitle } from '#app/features/programmes/programme-frame-view.ts';
import { programmeAction, programmeLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: documentTitle(loaded?.page) }];

/** Open to whoever reads claims, and to consultants who check that one is complete: the page asks which. */
export const loader = programmeLoader('programme.read', async (desk) => ({
  page: await claimPage(desk),
  history: await historyOf(desk, { programmeId: desk.programmeId, kind: 'claim', id: desk.params['claim'] ?? '' }),
}));

/** Each step of a claim has its own permission, asked for before it is read. */
export const action = programmeAction('programme.read', async (desk, form) => {
  const { page, status } = await answerClaim(desk, form);
  return data({ page }, { status });
});

export default function Claim() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return (
    <>
      <ClaimPage page={page} />
      <HistorySection history={loaded.history} />
    </>
  );
}
