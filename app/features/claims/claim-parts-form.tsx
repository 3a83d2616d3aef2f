import { Disclosure } from '#app/components/disclosure.tsx';
import { FormCard } from '#app/components/form-card.tsx';
import { FormFields } from '#app/components/form-fields.tsx';
import type { PartsView } from './parts-view.ts';

/** Where the document is asked for in parts; folded, since few need it. */
export function ClaimParts({ parts: { id, summary, texts, isOpen, form } }: { parts: PartsView }) {
  return (
    <div id={id} className="claim-parts no-print">
      <Disclosure summary={summary} isOpen={isOpen}>
        {texts.map((text) => <p key={text} className="ds-paragraph readable">{text}</p>)}
        <FormCard form={form.card}><FormFields fields={form.fields} /></FormCard>
      </Disclosure>
    </div>
  );
}
