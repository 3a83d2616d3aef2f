import { data, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { FieldGroup } from '#app/components/field-group.tsx';
import { FormCard } from '#app/components/form-card.tsx';
import { FormFields } from '#app/components/form-fields.tsx';
import { organisationAddress } from '#app/features/shell/addresses.ts';
import { firstStartFields, readFirstStart } from '#app/features/users/first-start-form.ts';
import { firstStartView } from '#app/features/users/first-start-view.ts';
import { startOrganisation } from '#app/features/users/start-organisation.server.ts';
import { hasUsers } from '#app/features/users/users.repository.server.ts';
import { openAction, openLoader } from '#app/guard/guarded.server.ts';
import { sendTo } from '#app/http/send-to.ts';
import { sessionCookie } from '#app/http/session-cookie.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded === undefined ? '' : `${loaded.page.title} – OU-refusjon` }];

export const loader = openLoader(async ({ database, language }) => {
  if (await hasUsers(database)) throw new Response(null, { status: 404 });
  return { page: firstStartView(language) };
});

/** The code is tried last: a slip elsewhere in the form costs none of its few tries. */
export const action = openAction(async ({ database, services, request, requestId, language, now }, form) => {
  if (await hasUsers(database)) throw new Response(null, { status: 404 });
  const typed = form.typed(firstStartFields);
  const reading = readFirstStart(typed);
  if ('errors' in reading) return data({ page: firstStartView(language, typed, reading.errors) }, { status: 422 });
  const { code, ...firstStart } = reading.firstStart;
  if (!services.setupCode.matches(code)) return data({ page: firstStartView(language, typed, { code: 'codeWrong' }) }, { status: 422 });
  const started = await startOrganisation(database, { firstStart, language, now, requestId });
  if (started === undefined) throw new Response(null, { status: 404 });
  throw sendTo(organisationAddress(started.organisationId, 'settings'), sessionCookie(request, started.secret));
});

export default function FirstStartPage() {
  const { page: loaded } = useLoaderData<typeof loader>();
  const page = useActionData<typeof action>()?.page ?? loaded;
  return (
    <div className="page-width">
      <div className="stack readable">
        <h1 className="ds-heading" data-size="lg">{page.title}</h1>
        <p className="ds-paragraph">{page.lead}</p>
        <FormCard form={page.form}>
          <FormFields fields={page.codeFields} />
          {page.groups.map(({ legend, hint, fields }) => (
            <FieldGroup key={legend} legend={legend} hint={hint}><FormFields fields={fields} /></FieldGroup>
          ))}
        </FormCard>
      </div>
    </div>
  );
}
