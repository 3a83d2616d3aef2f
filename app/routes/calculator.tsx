import type { MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { WhatIfAnswer, WhatIfRefund } from '#app/features/what-if/what-if-answer.tsx';
import { whatIfView, type WhatIfView } from '#app/features/what-if/what-if-view.ts';
import { openLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data === undefined ? '' : `${data.page.title} – OU-refusjon` }];

export const loader = openLoader(({ url, today, language }) => ({ page: whatIfView(url.searchParams, today, language) }));

export default function WhatIfPage() {
  const { page } = useLoaderData<typeof loader>();
  return (
    <div className="page-width">
      <div className="stack readable">
        <h1 className="ds-heading" data-size="lg">{page.title}</h1>
        <p className="ds-paragraph" data-variant="long">{page.lead}</p>
      </div>
      <div className="what-if">
        <WhatIfForm page={page} />
        <section id={page.errors === undefined ? 'answer' : undefined} className="ds-card stack answer" data-color="neutral">
          <div className="stack" aria-live="polite">{page.answer !== undefined && <WhatIfRefund answer={page.answer} />}</div>
          {page.answer === undefined ? <Example page={page} /> : <WhatIfAnswer answer={page.answer} />}
        </section>
      </div>
      <HowToClaim page={page} />
    </div>
  );
}

/** Sent by address, so that an answer can be kept and shared; it goes to the answer, or to what has to be mended. */
function WhatIfForm({ page }: { page: WhatIfView }) {
  return (
    <Form method="get" action="/calculator#answer" className="ds-card stack" data-color="neutral" noValidate>
      {page.language !== 'nb' && <input type="hidden" name="lang" value={page.language} />}
      <div className="what-if-fields">
        {page.fields.map((field) => <TextField key={field.name} field={field} />)}
      </div>
      {page.errors !== undefined && <ErrorSummary id="answer" errors={page.errors} />}
      <button type="submit" className="ds-button" data-variant="primary" data-color="accent">{page.submit}</button>
    </Form>
  );
}

function Example({ page: { example } }: { page: WhatIfView }) {
  return (
    <>
      <h2 className="ds-heading" data-size="xs">{example.heading}</h2>
      <p className="ds-paragraph">{example.text}</p>
      <p className="ds-paragraph"><a className="ds-link" data-color="accent" href={example.href}>{example.link}</a></p>
    </>
  );
}

function HowToClaim({ page: { claim } }: { page: WhatIfView }) {
  return (
    <section className="stack readable how-to-claim">
      <h2 className="ds-heading" data-size="xs">{claim.heading}</h2>
      <p className="ds-paragraph">{claim.before}</p>
      <code className="command">{claim.command}</code>
      <p className="ds-paragraph">{claim.after}</p>
    </section>
  );
}
