import { Disclosure } from './disclosure.tsx';

export interface StepsListView {
  /** `Slik er det regnet ut` */
  readonly summary: string;
  readonly items: readonly string[];
  readonly note?: string | undefined;
  readonly isOpen?: boolean | undefined;
}

/** The steps that lead to a figure, for who wants to check it. */
export function StepsList({ steps: { summary, items, note, isOpen } }: { steps: StepsListView }) {
  return (
    <Disclosure summary={summary} isOpen={isOpen}>
      <ol className="ds-list">{items.map((item) => <li key={item}>{item}</li>)}</ol>
      {note !== undefined && <p className="ds-paragraph subtle" data-size="sm">{note}</p>}
    </Disclosure>
  );
}
