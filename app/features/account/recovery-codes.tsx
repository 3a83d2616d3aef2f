import { useEffect, useState } from 'react';
import type { CodesView } from './second-factor-view.ts';

/** The codes, shown this once, to be kept on paper or in a file. Copying and printing by a press need a script, downloading none. */
export function RecoveryCodes({ codes: { lead, codes, download, copy, copied, print, goOn } }: { codes: CodesView }) {
  const [hasScript, setHasScript] = useState(false);
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => { setHasScript(true); }, []);

  function take() {
    void navigator.clipboard.writeText(codes.join('\n')).then(() => { setIsCopied(true); }, () => { setIsCopied(false); });
  }

  return (
    <div className="stack">
      <p className="ds-paragraph readable">{lead}</p>
      <ol className="code-list">{codes.map((code) => <li key={code}><code>{code}</code></li>)}</ol>
      <div className="button-row no-print">
        <a className="ds-button" data-variant="secondary" data-color="accent" href={download.href} download={download.fileName}>{download.text}</a>
        {hasScript && <OtherWays copy={copy} print={print} onCopy={take} />}
        <span className="copied" aria-live="polite">{isCopied && copied}</span>
      </div>
      <p className="no-print"><a className="ds-button" data-variant="primary" data-color="accent" href={goOn.href}>{goOn.text}</a></p>
    </div>
  );
}

function OtherWays({ copy, print, onCopy }: { copy: string; print: string; onCopy: () => void }) {
  return (
    <>
      <button type="button" className="ds-button" data-variant="secondary" data-color="accent" onClick={onCopy}>{copy}</button>
      <button type="button" className="ds-button" data-variant="secondary" data-color="accent" onClick={() => { window.print(); }}>{print}</button>
    </>
  );
}
