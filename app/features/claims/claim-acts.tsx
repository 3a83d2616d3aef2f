import { Disclosure } from '#app/components/disclosure.tsx';
import { FormCard } from '#app/components/form-card.tsx';
import { FormFields } from '#app/components/form-fields.tsx';
import { PostButton } from '#app/components/post-button.tsx';
import { Section } from '#app/components/section.tsx';
import type { ClaimActsView } from './claim-acts-view.ts';
import type { StepFormView } from './claim-step-views.ts';

/** The next step of a claim, and what is seldom done below it. */
export function ClaimActs({ acts: { heading, text, button, links, form, more } }: { acts: ClaimActsView }) {
  return (
    <Section section={{ id: 'next', heading, lead: text, isCard: true }}>
      {(button !== undefined || links.length > 0) && (
        <div className="button-row no-print">
          {button !== undefined && <PostButton button={button} />}
          {links.map((link, place) => (
            <a
              key={link.href}
              className="ds-button"
              data-variant={place === 0 && button === undefined && form === undefined ? 'primary' : 'secondary'}
              data-color="accent"
              href={link.href}
            >
              {link.text}
            </a>
          ))}
        </div>
      )}
      {form !== undefined && <StepForm form={form} />}
      {more.map((each) => (
        <Disclosure key={each.summary} summary={each.summary} isOpen={each.isOpen}>
          <p className="ds-paragraph readable">{each.text}</p>
          {each.form !== undefined && <StepForm form={each.form} />}
          {each.button !== undefined && <PostButton button={each.button} />}
        </Disclosure>
      ))}
    </Section>
  );
}

function StepForm({ form }: { form: StepFormView }) {
  return (
    <div className="claim-step-form no-print">
      <FormCard form={form.card}><FormFields fields={form.fields} /></FormCard>
    </div>
  );
}
