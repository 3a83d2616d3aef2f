import { Breadcrumbs } from '#app/components/breadcrumbs.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { DefinitionList } from '#app/components/definition-list.tsx';
import { FormCard } from '#app/components/form-card.tsx';
import { FormFields } from '#app/components/form-fields.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PostButton } from '#app/components/post-button.tsx';
import { Section } from '#app/components/section.tsx';
import type { OwnAccountView } from './own-account-view.ts';

export function OwnAccount({ page }: { page: OwnAccountView }) {
  const { breadcrumbs, heading, notices, form, signIn, sessions, data, events } = page;
  return (
    <div className="page-width stack-wide">
      <Breadcrumbs breadcrumbs={breadcrumbs} />
      <PageHeading heading={heading} />
      {notices.map((notice) => <Notice key={`${notice.heading} ${notice.text}`} notice={notice} />)}
      <div className="readable">
        <FormCard form={form.card}>{form.groups.map(({ fields }) => <FormFields key={fields[0]?.name} fields={fields} />)}</FormCard>
      </div>
      <Section section={signIn.section}><DefinitionList items={signIn.facts} kind="facts" /></Section>
      <Section section={sessions.section}>
        <DataTable table={sessions.table} />
        {sessions.endOthers !== undefined && <PostButton button={sessions.endOthers} />}
      </Section>
      <Section section={data.section}><DefinitionList items={data.facts} kind="facts" /></Section>
      <Section section={events.section}><DataTable table={events.table} /></Section>
    </div>
  );
}
