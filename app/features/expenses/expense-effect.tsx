import { DefinitionList } from '#app/components/definition-list.tsx';
import { Section } from '#app/components/section.tsx';
import type { ExpenseEffectView } from './expense-effect-view.ts';

/** What the cost gives; the figures are read out when they change. */
export function ExpenseEffect({ effect }: { effect: ExpenseEffectView }) {
  const { heading, empty, figures, steps, note } = effect;
  return (
    <Section section={{ heading, isCard: true }}>
      <div className="stack" aria-live="polite">
        {empty === undefined ? <DefinitionList items={figures} /> : <p className="ds-paragraph subtle">{empty}</p>}
      </div>
      {steps.length > 0 && <ol className="ds-list" data-size="sm">{steps.map((step) => <li key={step}>{step}</li>)}</ol>}
      {note !== undefined && <p className="ds-paragraph subtle" data-size="sm">{note}</p>}
    </Section>
  );
}
