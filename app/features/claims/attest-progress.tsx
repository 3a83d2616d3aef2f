import { useEffect, useRef, useState } from 'react';
import type { AttestPageView } from './attest-page-view.ts';

/** How many lines are ticked, and the way to the next that is not. Only where a script can count; the boxes do without. */
export function AttestProgress({ progress: { next, texts } }: { progress: AttestPageView['progress'] }) {
  const bar = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState<number>();

  useEffect(() => {
    const form = bar.current?.closest('form');
    const recount = () => { setCount(boxesOf(bar.current).filter((box) => box.checked).length); };
    recount();
    form?.addEventListener('change', recount);
    return () => { form?.removeEventListener('change', recount); };
  }, []);

  return (
    <div ref={bar} className="attest-progress no-print" hidden={count === undefined}>
      <p className="ds-paragraph" aria-live="polite">{count !== undefined && texts[count]}</p>
      {count !== texts.length - 1 && (
        <button type="button" className="ds-button" data-variant="secondary" data-color="accent" data-size="sm" onClick={() => { goToNext(bar.current); }}>
          {next}
        </button>
      )}
    </div>
  );
}

/** To the first line that is not ticked. */
function goToNext(bar: HTMLElement | null): void {
  const box = boxesOf(bar).find(({ checked }) => !checked);
  box?.closest('.attest-line')?.scrollIntoView({ block: 'start' });
  box?.focus({ preventScroll: true });
}

function boxesOf(bar: HTMLElement | null): HTMLInputElement[] {
  return [...bar?.closest('form')?.querySelectorAll<HTMLInputElement>('.attest-check input') ?? []];
}
