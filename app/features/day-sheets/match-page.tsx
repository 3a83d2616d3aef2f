import type { FormEvent } from 'react';
import { DataTable } from '#app/components/data-table.tsx';
import { DefinitionList } from '#app/components/definition-list.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { FormCard } from '#app/components/form-card.tsx';
import { FormFields } from '#app/components/form-fields.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Section } from '#app/components/section.tsx';
import { useLiveAnswer } from '#app/components/use-live-answer.ts';
import { ProgrammeFrame } from '#app/features/programmes/programme-frame.tsx';
import type { MatchPageView } from './match-page-view.ts';
import { countedFields, readMatchPreview } from './read-match-preview.ts';

/** The costs that wait and the invoice side by side, with their sums. */
export function MatchPage({ page: { frame, heading, notices, files, form, empty } }: { page: MatchPageView }) {
  return (
    <div className="page-width stack-wide">
      <ProgrammeFrame frame={frame} />
      <PageHeading heading={heading} />
      {notices.map((notice) => <Notice key={`${notice.heading} ${notice.text}`} notice={notice} />)}
      {empty !== undefined && <EmptyState empty={empty} />}
      {files !== undefined && (
        <Section section={files.section}>
          <ul className="ds-list">{files.links.map(({ href, text }) => <li key={href}><a className="ds-link" href={href}>{text}</a></li>)}</ul>
        </Section>
      )}
      {form !== undefined && <MatchForm form={form} />}
    </div>
  );
}

type MatchFormView = NonNullable<MatchPageView['form']>;

/** What is ticked beside what the invoice says; where JavaScript is on, as it is filled in. */
function MatchForm({ form }: { form: MatchFormView }) {
  const { card, costs, invoice } = form;
  const live = useLiveFigures(form);
  return (
    <div onInput={live.onInput}>
      <FormCard form={card}>
        <div className="columns">
          <Section section={costs.section}>
            <DataTable table={costs.table} />
            {costs.error !== undefined && <p className="ds-validation-message" data-field="validation">{costs.error}</p>}
          </Section>
          <Section section={invoice.section}><FormFields fields={invoice.fields} /></Section>
        </div>
        <div aria-live="polite"><DefinitionList items={live.figures} /></div>
      </FormCard>
    </div>
  );
}

const patienceMs = 300;
/** Longer addresses are not asked for; the button works the figures out. */
const longestQuery = 8_000;

function useLiveFigures({ figures, previewHref }: MatchFormView) {
  const { answer, ask } = useLiveAnswer(readMatchPreview, patienceMs);

  function onInput({ target }: FormEvent<HTMLElement>) {
    if (!(target instanceof HTMLInputElement) || target.form === null || !countedFields.includes(target.name)) return;
    const sent = target.form;
    ask(() => {
      const counted = [...new FormData(sent)].flatMap(([name, value]) => (countedFields.includes(name) && typeof value === 'string' ? [[name, value]] : []));
      const query = new URLSearchParams(counted).toString();
      return query.length <= longestQuery ? new Request(`${previewHref}?${query}`) : undefined;
    });
  }

  return { figures: answer?.figures ?? figures, onInput };
}
