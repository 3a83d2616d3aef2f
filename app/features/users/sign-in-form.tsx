import { FormCard } from '#app/components/form-card.tsx';
import { FormFields } from '#app/components/form-fields.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PostButton } from '#app/components/post-button.tsx';
import type { SignInView } from './sign-in-view.ts';

/** The way in, as a page of its own and where a session ran out. */
export function SignInForm({ page }: { page: SignInView }) {
  const { title, lead, notice, form, fields, provider, more } = page;
  return (
    <div className="page-width stack-wide">
      <div className="stack readable">
        <h1 className="ds-heading" data-size="lg">{title}</h1>
        {notice === undefined ? <p className="ds-paragraph">{lead}</p> : <Notice notice={notice} />}
      </div>
      {form !== undefined && <div className="readable"><FormCard form={form}><FormFields fields={fields} /></FormCard></div>}
      {provider !== undefined && <PostButton button={provider} />}
      {more.map(({ text, link }) => (
        <p key={text} className="ds-paragraph readable">
          {text}
          {' '}
          {link !== undefined && <a className="ds-link" href={link.href}>{link.text}</a>}
        </p>
      ))}
    </div>
  );
}
