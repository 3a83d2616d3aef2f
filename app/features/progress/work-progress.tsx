import { useEffect, useId, useRef, useState } from 'react';

export interface WorkProgressView {
  readonly text: string;
  readonly done?: number | undefined;
  readonly total?: number | undefined;
  readonly isUnderWay: boolean;
}

/** How far long work has come, for the eye at once and for the ear now and then. */
export function WorkProgress({ progress: { text, done, total, isUnderWay } }: { progress: WorkProgressView }) {
  const id = useId();
  return (
    <div className="work-progress">
      <p id={id} className="ds-paragraph readable">{text}</p>
      {isUnderWay && <progress aria-labelledby={id} value={total === undefined ? undefined : done} max={total} />}
      <p className="ds-sr-only" role="status">{useSpoken(text, !isUnderWay)}</p>
    </div>
  );
}

/** Whoever listens is told again so often; of the end at once. */
const speakEveryMs = 10_000;

function useSpoken(text: string, isLast: boolean): string {
  const [spoken, setSpoken] = useState('');
  const spokenAt = useRef(-Infinity);
  useEffect(() => {
    const now = performance.now();
    if (!isLast && now - spokenAt.current < speakEveryMs) return;
    spokenAt.current = now;
    setSpoken(text);
  }, [text, isLast]);
  return spoken;
}
