import { Notice } from '#app/components/notice.tsx';
import type { ResumeView } from './resume-view.ts';

/** One press sends the kept form to where it was going; nothing is sent by itself. */
export function ResumeForm({ page }: { page: ResumeView }) {
  const { title, lead, action, fields, files, before, submit, leave } = page;
  return (
    <div className="page-width">
      <div className="stack readable">
        <h1 className="ds-heading" data-size="lg">{title}</h1>
        <p className="ds-paragraph">{lead}</p>
        {before !== undefined && <p className="ds-paragraph"><a className="ds-link" href={before.href} target="_blank" rel="noreferrer">{before.text}</a></p>}
        {files !== undefined && <Notice notice={{ tone: 'warning', heading: files.heading, text: files.text, items: files.names }} />}
        <form method="post" action={action} encType="multipart/form-data" className="button-row">
          {fields.map(([name, value], index) => <input key={`${index} ${name}`} type="hidden" name={name} value={value} />)}
          <button type="submit" className="ds-button" data-variant="primary" data-color="accent">{submit}</button>
          <a className="ds-button" data-variant="tertiary" data-color="accent" href={leave.href}>{leave.text}</a>
        </form>
      </div>
    </div>
  );
}
