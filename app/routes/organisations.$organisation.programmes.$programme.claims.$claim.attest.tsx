import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerAttestation } from '#app/features/claims/answer-attestation.server.ts';
import type { AttestPageView } from '#app/features/claims/attest-page-view.ts';
import { attestPage } from '#app/features/claims/attest-page.server.ts';
import { AttestPage } from '#app/features/claims/attest-page.tsx';
import { documentTitle } from '#app/features/programmes/programme-frame-view.ts';
import { PatientForm } from '#app/guard/answer-in-time.server.ts';
import { patientProgrammeAction, programmeLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: documentTitle(loaded?.page) }];

const form = new PatientForm<AttestPageView>('attest');

/** Open to finance and, where the organisation records attestations made outside, to those who prepare claims: the page asks which. */
export const loader = programmeLoader('claim.check', async (desk) => ({ page: form.pageFor(desk) ?? await attestPage(desk) }));

export const action = patientProgrammeAction('claim.check', form, answerAttestation);

export default function Attest() {
  const loaded = useLoaderData<typeof loader>();
  const { page } = useActionData<typeof action>() ?? loaded;
  return <AttestPage page={page} />;
}
