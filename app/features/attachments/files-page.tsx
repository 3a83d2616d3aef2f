import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { FileField } from '#app/components/file-field.tsx';
import { FormCard } from '#app/components/form-card.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Section } from '#app/components/section.tsx';
import { ProgrammeFrame } from '#app/features/programmes/programme-frame.tsx';
import type { FilesPageView } from './files-page-view.ts';
import { UnlockForms } from './unlock-forms.tsx';

/** The programme's files. */
export function FilesPage({ page: { frame, heading, notices, unlocks, upload, table, empty } }: { page: FilesPageView }) {
  return (
    <div className="page-width stack-wide">
      <ProgrammeFrame frame={frame} />
      <PageHeading heading={heading} />
      {notices.map((notice) => <Notice key={`${notice.heading} ${notice.text}`} notice={notice} />)}
      <UnlockForms unlocks={unlocks} />
      {upload !== undefined && (
        <Section section={{ heading: upload.heading, isCard: true }}>
          <FormCard form={upload.card}><FileField field={upload.field} /></FormCard>
        </Section>
      )}
      {empty !== undefined && <EmptyState empty={empty} />}
      {table !== undefined && <DataTable table={table} />}
    </div>
  );
}
