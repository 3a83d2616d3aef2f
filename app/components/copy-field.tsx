import { useEffect, useRef, useState } from 'react';

export interface CopyFieldView {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  /** `Kopier` */
  readonly copy: string;
  /** `Kopiert` */
  readonly copied: string;
}

/** A value to carry into another form. It can be marked by hand; where a script may reach the clipboard, one press takes it. */
export function CopyField({ copy: { id, label, value, copy, copied } }: { copy: CopyFieldView }) {
  const input = useRef<HTMLInputElement>(null);
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
        <input ref={input} id={id} className="ds-input" type="text" value={value} readOnly />
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
