import { DataTable } from '#app/components/data-table.tsx';
import { DefinitionList } from '#app/components/definition-list.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { FormCard } from '#app/components/form-card.tsx';
import { FormFields } from '#app/components/form-fields.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Section } from '#app/components/section.tsx';
import { ProgrammeFrame } from '#app/features/programmes/programme-frame.tsx';
import type { MatchPageView } from './match-page-view.ts';

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

function MatchForm({ form: { card, costs, invoice, figures } }: { form: NonNullable<MatchPageView['form']> }) {
  return (
    <FormCard form={card}>
      <div className="columns">
        <Section section={costs.section}>
          <DataTable table={costs.table} />
          {costs.error !== undefined && <p className="ds-validation-message" data-field="validation">{costs.error}</p>}
        </Section>
        <Section section={invoice.section}><FormFields fields={invoice.fields} /></Section>
      </div>
      <DefinitionList items={figures} />
    </FormCard>
  );
}
