import { Breadcrumbs } from '#app/components/breadcrumbs.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { FormCard } from '#app/components/form-card.tsx';
import { FormFields } from '#app/components/form-fields.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PostButton } from '#app/components/post-button.tsx';
import { Section } from '#app/components/section.tsx';
import type { PersonalDataView } from './personal-data-view.ts';

export function PersonalDataPage({ page }: { page: PersonalDataView }) {
  const { breadcrumbs, heading, notices, erasing, due, people, form } = page;
  return (
    <div className="page-width stack-wide">
      <Breadcrumbs breadcrumbs={breadcrumbs} />
      <PageHeading heading={heading} />
      {notices.map((notice) => <Notice key={notice.text} notice={notice} />)}
      {erasing !== undefined && (
        <Notice notice={erasing.notice}>
          <div className="button-row">
            <PostButton button={erasing.button} />
            <a className="ds-button" data-variant="tertiary" data-color="accent" href={erasing.cancel.href}>{erasing.cancel.text}</a>
          </div>
        </Notice>
      )}
      <Section section={due.section}>{due.table !== undefined && <DataTable table={due.table} />}</Section>
      <Section section={people.section}><DataTable table={people.table} /></Section>
      {form.section !== undefined && (
        <Section section={form.section}>
          <FormCard form={form.card}>{form.groups.map(({ fields }) => <FormFields key={fields[0]?.name} fields={fields} />)}</FormCard>
        </Section>
      )}
    </div>
  );
}
