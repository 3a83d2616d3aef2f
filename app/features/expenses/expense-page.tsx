import { DataTable } from '#app/components/data-table.tsx';
import { DefinitionList } from '#app/components/definition-list.tsx';
import { Disclosure } from '#app/components/disclosure.tsx';
import { FormCard } from '#app/components/form-card.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PostButton } from '#app/components/post-button.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { UnlockForms } from '#app/features/attachments/unlock-forms.tsx';
import { ProgrammeFrame } from '#app/features/programmes/programme-frame.tsx';
import { ExpenseEffect } from './expense-effect.tsx';
import { ExpenseForm } from './expense-form.tsx';
import type { ExpensePageView } from './expense-page-view.ts';
import type { ParkView } from './park-view.ts';

/** One expense, new or stored. */
export function ExpensePage({ page }: { page: ExpensePageView }) {
  const { frame, heading, notices, unlocks, differences, form, effect, park, remove } = page;
  return (
    <div className="page-width stack-wide">
      <ProgrammeFrame frame={frame} />
      <PageHeading heading={heading} />
      {notices.map((notice) => <Notice key={`${notice.heading} ${notice.text}`} notice={notice} />)}
      <UnlockForms unlocks={unlocks} />
      {differences !== undefined && (
        <div className="stack">
          <DataTable table={differences.table} />
          <p className="ds-paragraph"><a className="ds-link" href={differences.takeStored.href}>{differences.takeStored.text}</a></p>
        </div>
      )}
      {form === undefined ? <ExpenseToRead page={page} /> : <ExpenseForm form={form} effect={effect} />}
      {(park !== undefined || remove !== undefined) && (
        <div className="stack no-print">
          {park !== undefined && <Park park={park} />}
          {remove !== undefined && <PostButton button={remove} />}
        </div>
      )}
    </div>
  );
}

function ExpenseToRead({ page: { facts, effect } }: { page: ExpensePageView }) {
  return (
    <div className="columns-aside">
      <DefinitionList items={facts} kind="facts" />
      {effect !== undefined && <ExpenseEffect effect={effect} />}
    </div>
  );
}

function Park({ park: { summary, isOpen, lead, form, takeIn } }: { park: ParkView }) {
  return (
    <Disclosure summary={summary} isOpen={isOpen}>
      <p className="ds-paragraph">{lead}</p>
      {form !== undefined && <FormCard form={form.card}><TextField field={form.reason} /></FormCard>}
      {takeIn !== undefined && <PostButton button={takeIn} />}
    </Disclosure>
  );
}
