import { FormCard } from '#app/components/form-card.tsx';
import { Section } from '#app/components/section.tsx';
import { TextField } from '#app/components/text-field.tsx';
import type { UnlockView } from './unlock-view.ts';

/** Locked files, each with a place for its password. */
export function UnlockForms({ unlocks }: { unlocks: readonly UnlockView[] }) {
  return unlocks.map(({ key, section, card, field }) => (
    <Section key={key} section={section}>
      <FormCard form={card}><TextField field={field} /></FormCard>
    </Section>
  ));
}
