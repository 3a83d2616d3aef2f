import type { AuditListView } from './audit-view.ts';

/** What happened, the latest first. */
export function AuditList({ list }: { list: AuditListView }) {
  return (
    <ol className="audit-list" aria-label={list.label}>
      {list.items.map(({ key, when, at, text, details, link }) => (
        <li key={key}>
          <time className="subtle" dateTime={at}>{when}</time>
          <div className="audit-entry">
            <p className="ds-paragraph">
              {text}
              {link !== undefined && <a className="ds-link" data-color="accent" href={link.href}>{link.text}</a>}
            </p>
            {details.length > 0 && <ul>{details.map((detail) => <li key={detail}>{detail}</li>)}</ul>}
          </div>
        </li>
      ))}
    </ol>
  );
}
