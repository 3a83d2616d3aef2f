import type { ReactNode } from 'react';
import { Breadcrumbs } from '#app/components/breadcrumbs.tsx';
import { CheckList } from '#app/components/check-list.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { DefinitionList } from '#app/components/definition-list.tsx';
import { Disclosure } from '#app/components/disclosure.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { FieldGroup } from '#app/components/field-group.tsx';
import { FormCard } from '#app/components/form-card.tsx';
import { FormFields } from '#app/components/form-fields.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Section } from '#app/components/section.tsx';
import { SectionNav } from '#app/components/section-nav.tsx';
import type { FormGroupView, FormPageView, PageFormView } from './form-page-view.ts';

interface FormPageProps {
  readonly page: FormPageView;
  /** What the page's own notices do not say; stands before them. */
  readonly children?: ReactNode;
}

/** A page that is mainly a form: where one is, what was done, what collides, what there is, the form. */
export function FormPage({ page, children }: FormPageProps) {
  const { breadcrumbs, navs, heading, notices, steps, conflict, table, empty, form, facts, more = [] } = page;
  return (
    <div className="page-width stack-wide">
      <div className="stack no-print">
        <Breadcrumbs breadcrumbs={breadcrumbs} />
        {navs.map((nav) => <SectionNav key={nav.label} nav={nav} />)}
      </div>
      <PageHeading heading={heading} />
      {children}
      {notices.map((notice) => <Notice key={`${notice.heading} ${notice.text}`} notice={notice} />)}
      {steps !== undefined && <Disclosure summary={steps.summary}><CheckList list={steps.list} /></Disclosure>}
      {conflict !== undefined && (
        <div className="stack">
          <DataTable table={conflict.table} />
          <p className="ds-paragraph"><a className="ds-link" href={conflict.takeStored.href}>{conflict.takeStored.text}</a></p>
        </div>
      )}
      {empty !== undefined && <EmptyState empty={empty} />}
      {table !== undefined && <DataTable table={table} />}
      {form !== undefined && <PageForm form={form} />}
      {facts !== undefined && <DefinitionList items={facts} kind="facts" />}
      {more.map(({ section, facts: items }) => (
        <Section key={section.heading} section={section}><DefinitionList items={items} kind="facts" /></Section>
      ))}
    </div>
  );
}

/** A form with its groups, under a heading of its own where it has one. */
export function PageForm({ form: { section, card, groups } }: { form: PageFormView }) {
  const whole = (
    <FormCard form={card}>
      {groups.map((group) => <FormGroup key={group.legend ?? group.fields[0]?.name} group={group} />)}
    </FormCard>
  );
  return section === undefined ? whole : <Section section={section}>{whole}</Section>;
}

function FormGroup({ group: { legend, hint, fields } }: { group: FormGroupView }) {
  if (legend === undefined) return <FormFields fields={fields} isTwoColumns />;
  return <FieldGroup legend={legend} hint={hint}><FormFields fields={fields} isTwoColumns /></FieldGroup>;
}
