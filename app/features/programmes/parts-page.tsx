import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { FormCard } from '#app/components/form-card.tsx';
import { FormFields } from '#app/components/form-fields.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Section } from '#app/components/section.tsx';
import { SectionNav } from '#app/components/section-nav.tsx';
import type { PartsPageView } from './parts-page-view.ts';
import { ProgrammeFrame } from './programme-frame.tsx';

export function PartsPage({ page }: { page: PartsPageView }) {
  return (
    <div className="page-width stack-wide">
      <ProgrammeFrame frame={page.frame} />
      <SectionNav nav={page.nav} />
      <PageHeading heading={{ title: page.title, lead: page.lead }} />
      {page.notices.map((notice) => <Notice key={notice.text} notice={notice} />)}
      {page.table === undefined ? <EmptyState empty={page.empty} /> : <DataTable table={page.table} />}
      <Section section={{ id: 'form', heading: page.form.heading }}>
        <FormCard form={page.form.card}><FormFields fields={page.form.fields} isTwoColumns /></FormCard>
      </Section>
    </div>
  );
}
