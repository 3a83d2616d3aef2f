import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { InformationPage } from '#app/features/information/information-page.tsx';
import { informationView } from '#app/features/information/information-view.ts';
import { openLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data === undefined ? '' : `${data.page.title} – OU-refusjon` }];

export const loader = openLoader(({ url, language }) => ({ page: informationView('privacy', url, language) }));

export default function PrivacyPage() {
  return <InformationPage page={useLoaderData<typeof loader>().page} />;
}
