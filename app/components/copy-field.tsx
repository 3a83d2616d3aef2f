import { useEffect, useRef, useState } from 'react';

export interface CopyFieldView {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  /** More than one line of its own: a value that a narrow screen would cut. */
  readonly rows?: number | undefined;
  /** `Kopier` */
  readonly copy: string;
  /** `Kopiert` */
  readonly copied: string;
}

/** What fits in the field's one line; more is shown whole, on screen and paper. */
const lineCharacters = 45;

/** A value to carry into another form. It can be marked by hand; where a script may reach the clipboard, one press takes it. */
export function CopyField({ copy: { id, label, value, rows, copy, copied } }: { copy: CopyFieldView }) {
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const [canCopy, setCanCopy] = useState(false);
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => { setCanCopy('clipboard' in navigator); }, []);

  function take() {
    input.current?.select();
    void navigator.clipboard.writeText(value).then(() => { setIsCopied(true); }, () => { setIsCopied(false); });
  }

  return (
    <div className="ds-field copy-field">
      <label id={`${id}-label`} className="ds-label" htmlFor={id}>{label}</label>
      <div className="copy-field-row">
        {rows !== undefined || value.length > lineCharacters
          ? <textarea ref={input} id={id} className="ds-input" rows={rows ?? Math.ceil(value.length / lineCharacters) + 1} value={value} readOnly />
          : <input ref={input} id={id} className="ds-input" type="text" value={value} readOnly />}
        {canCopy && (
          <button
            id={`${id}-copy`}
            type="button"
            className="ds-button"
            data-variant="secondary"
            data-color="accent"
            aria-labelledby={`${id}-copy ${id}-label`}
            onClick={take}
            onBlur={() => { setIsCopied(false); }}
          >
            {copy}
          </button>
        )}
        <span className="copied" aria-live="polite">{isCopied && copied}</span>
      </div>
    </div>
  );
}
