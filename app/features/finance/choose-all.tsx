import { useEffect, useState } from 'react';

export interface ChooseAllView {
  /** The form the boxes are sent with. */
  readonly formId: string;
  readonly all: string;
  readonly none: string;
  /** How many are chosen; `#` stands for the number. */
  readonly counts: { readonly none: string; readonly one: string; readonly many: string };
}

/** Ticks every box of a form, or none, and tells how many are ticked. Only where there is JavaScript; without it the boxes do. */
export function ChooseAll({ choose: { formId, all, none, counts } }: { choose: ChooseAllView }) {
  const [chosen, setChosen] = useState<number>();
  useEffect(() => {
    const count = () => { setChosen(boxesOf(formId).filter(({ checked }) => checked).length); };
    count();
    document.addEventListener('change', count);
    return () => { document.removeEventListener('change', count); };
  }, [formId]);
  if (chosen === undefined) return null;

  function tick(isTicked: boolean) {
    const boxes = boxesOf(formId);
    for (const box of boxes) box.checked = isTicked;
    setChosen(isTicked ? boxes.length : 0);
  }

  return (
    <div className="button-row no-print" data-size="sm">
      <button type="button" className="ds-button" data-variant="tertiary" data-color="accent" onClick={() => { tick(true); }}>{all}</button>
      <button type="button" className="ds-button" data-variant="tertiary" data-color="accent" onClick={() => { tick(false); }}>{none}</button>
      <span className="subtle" aria-live="polite">{countText(chosen, counts)}</span>
    </div>
  );
}

function countText(chosen: number, { none, one, many }: ChooseAllView['counts']): string {
  if (chosen === 0) return none;
  return chosen === 1 ? one : many.replace('#', String(chosen));
}

function boxesOf(formId: string): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>(`input[type="checkbox"][form="${formId}"]`)];
}
