import { FormCard } from '#app/components/form-card.tsx';
import { FormFields } from '#app/components/form-fields.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PostButton } from '#app/components/post-button.tsx';
import type { AcceptView } from './accept-view.ts';

/** What somebody is asked in to, and the one way on. */
export function AcceptPage({ page: { title, paragraphs, notice, form, fields, button, link, provider } }: { page: AcceptView }) {
  return (
    <div className="page-width">
      <div className="stack readable">
        <h1 className="ds-heading" data-size="lg">{title}</h1>
        {paragraphs.map((text) => <p key={text} className="ds-paragraph">{text}</p>)}
        {notice !== undefined && <Notice notice={notice} />}
        {form !== undefined && <FormCard form={form}>{fields.length > 0 && <FormFields fields={fields} />}</FormCard>}
        {provider !== undefined && <PostButton button={provider} />}
        {(button !== undefined || link !== undefined) && (
          <div className="button-row">
            {button !== undefined && <PostButton button={button} />}
            {link !== undefined && (
              <a className="ds-button" data-variant={button === undefined ? 'primary' : 'tertiary'} data-color="accent" href={link.href}>{link.text}</a>
            )}
          </div>
        )}
      </div>
    </div>
  );
}
