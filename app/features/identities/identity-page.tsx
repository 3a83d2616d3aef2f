import { ResumeForm } from '#app/features/users/resume-form.tsx';
import { SignInForm } from '#app/features/users/sign-in-form.tsx';
import type { LeaveView } from './leave-view.ts';
import type { IdentityPage } from './sign-in-pages.server.ts';

/** On the way to another place, or back from it. */
export function IdentityPageView({ page: { leave, signIn, resume } }: { page: Pick<IdentityPage, 'leave' | 'signIn' | 'resume'> }) {
  if (resume !== undefined) return <ResumeForm page={resume} />;
  if (signIn !== undefined) return <SignInForm page={signIn} />;
  return leave === undefined ? null : <Leave page={leave} />;
}

function Leave({ page: { title, lead, link } }: { page: LeaveView }) {
  return (
    <div className="page-width">
      <div className="stack readable">
        <h1 className="ds-heading" data-size="lg">{title}</h1>
        <p className="ds-paragraph">{lead}</p>
        <p className="ds-paragraph"><a className="ds-link" href={link.href}>{link.text}</a></p>
      </div>
    </div>
  );
}
