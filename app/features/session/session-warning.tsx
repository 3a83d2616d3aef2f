import { useEffect, useRef, useState } from 'react';
import type { SessionWords } from './session-words.ts';
import { useSession } from './use-session.ts';

/**
 * Tells some minutes before that the session ends, lets one stay by one press, and tells when it was too late: what is typed stays on the
 * page, and is kept when it is sent. Source: WCAG 2.2.1.
 */
export function SessionWarningDialog({ words }: { words: SessionWords }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { warning, stay } = useSession(words.left);
  const [closedAt, setClosedAt] = useState<string>();
  const state = warning.kind === 'soon' && warning.isLast ? 'last' : warning.kind;
  if (state === 'none' && closedAt !== undefined) setClosedAt(undefined);
  const isShown = state !== 'none' && closedAt !== state;
  useEffect(() => {
    if (isShown && dialog.current?.open === false) dialog.current.showModal();
    if (!isShown) dialog.current?.close();
  }, [isShown]);
  const close = () => { setClosedAt(state); };
  const said = state === 'none' ? undefined : words[state];
  const minutes = warning.kind === 'soon' ? warning.minutes : 0;

  return (
    <dialog
      ref={dialog}
      className="ds-dialog session-warning"
      role="alertdialog"
      aria-labelledby="session-heading"
      aria-describedby="session-text"
      onCancel={(event) => {
        event.preventDefault();
        if (state === 'soon') stay();
        else close();
      }}
    >
      {said !== undefined && (
        <div className="stack">
          <h2 id="session-heading" className="ds-heading" data-size="xs">{said.heading}</h2>
          <p id="session-text" className="ds-paragraph" aria-live="polite">{textOf(said, minutes)}</p>
          <div className="button-row">
            {state === 'soon'
              ? <button type="button" className="ds-button" data-variant="primary" data-color="accent" onClick={stay}>{words.soon.stay}</button>
              : <button type="button" className="ds-button" data-variant="primary" data-color="accent" onClick={close}>{words.close}</button>}
            {state === 'ended' && <a className="ds-link" href="/sign-in" target="_blank" rel="noreferrer">{words.ended.signIn}</a>}
          </div>
        </div>
      )}
    </dialog>
  );
}

function textOf(said: { readonly text: string; readonly one?: string }, minutes: number): string {
  return minutes === 1 && said.one !== undefined ? said.one : said.text.replace('{minutes}', String(minutes));
}
