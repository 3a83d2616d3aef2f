import type { ClaimLifeView } from './claim-life-view.ts';

/** Where a claim is on its way; each step says in words whether it is behind, here or ahead. */
export function ClaimLife({ life: { label, steps } }: { life: ClaimLifeView }) {
  return (
    <ol className="claim-life" aria-label={label}>
      {steps.map(({ key, text, detail, state, stateText }) => (
        <li key={key} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
          <span className="claim-life-text">
            {text}
            <span className="ds-sr-only">{` (${stateText})`}</span>
          </span>
          {detail !== undefined && <span className="detail">{detail}</span>}
        </li>
      ))}
    </ol>
  );
}
