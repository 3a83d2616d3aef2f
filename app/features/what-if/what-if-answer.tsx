import type { WhatIfAnswerView } from './what-if-answer-view.ts';

/** The one figure people came for. */
export function WhatIfRefund({ answer }: { answer: WhatIfAnswerView }) {
  return (
    <>
      <h2 className="ds-heading" data-size="xs">{answer.heading}</h2>
      <p className="answer-figure">{answer.refund}</p>
    </>
  );
}

/** Its part of the whole, the figures, and how it is worked out. */
export function WhatIfAnswer({ answer }: { answer: WhatIfAnswerView }) {
  return (
    <>
      <svg className="share-bar" aria-hidden="true"><rect width={answer.refundWidth} height="100%" /></svg>
      <dl className="figures">
        {answer.figures.map(({ label, amount }) => <div key={label}><dt>{label}</dt><dd>{amount}</dd></div>)}
      </dl>
      <h3 className="ds-heading" data-size="2xs">{answer.stepsHeading}</h3>
      <ol className="ds-list">
        {answer.steps.map((step) => <li key={step}>{step}</li>)}
      </ol>
      {answer.reservation !== undefined && <p className="ds-paragraph subtle" data-size="sm">{answer.reservation}</p>}
    </>
  );
}
