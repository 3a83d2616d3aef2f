import { Breadcrumbs } from '#app/components/breadcrumbs.tsx';
import { CopyField } from '#app/components/copy-field.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { FormPage } from '#app/features/shell/form-page.tsx';
import type { FormPageView } from '#app/features/shell/form-page-view.ts';
import { PersonPage } from '#app/features/users/person-page.tsx';
import type { PersonView } from '#app/features/users/person-view.ts';
import type { LinkPageView } from './link-page-view.ts';

interface InvitePageProps {
  readonly page: { readonly form: FormPageView } | { readonly invited: PersonView } | { readonly link: LinkPageView };
}

/** The form that asks somebody in, an invitation that waits or, where no e-mail is sent, the link to pass on. */
export function InvitePage({ page }: InvitePageProps) {
  if ('form' in page) return <FormPage page={page.form} />;
  return 'invited' in page ? <PersonPage page={page.invited} /> : <LinkPage page={page.link} />;
}

function LinkPage({ page: { breadcrumbs, heading, notice, copy, back } }: { page: LinkPageView }) {
  return (
    <div className="page-width stack-wide">
      <Breadcrumbs breadcrumbs={breadcrumbs} />
      <PageHeading heading={heading} />
      <Notice notice={notice} />
      <CopyField copy={copy} />
      <p className="ds-paragraph"><a className="ds-link" href={back.href}>{back.text}</a></p>
    </div>
  );
}
