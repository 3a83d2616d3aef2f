import type { FormEvent } from 'react';
import { CheckList } from '#app/components/check-list.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { FormCard } from '#app/components/form-card.tsx';
import { KeyFigures } from '#app/components/key-figures.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Section } from '#app/components/section.tsx';
import { StepsList } from '#app/components/steps-list.tsx';
import type { CellView } from '#app/components/table-cell.tsx';
import type { TextFieldView } from '#app/components/text-field.tsx';
import { useLiveAnswer } from '#app/components/use-live-answer.ts';
import { ProgrammeFrame } from '#app/features/programmes/programme-frame.tsx';
import type { ChooseLinesFormView, ChooseLinesView } from './choose-lines-view.ts';
import { readLinesPreview } from './read-lines-preview.ts';

/** Choosing the lines of a claim. */
export function ChooseLines({ page }: { page: ChooseLinesView }) {
  const { frame, heading, notices, checks, form, empty } = page;
  return (
    <div className="page-width stack-wide">
      <ProgrammeFrame frame={frame} />
      <PageHeading heading={heading} />
      {notices.map((notice) => <Notice key={`${notice.heading} ${notice.text}`} notice={notice} />)}
      {checks !== undefined && (
        <Section section={{ heading: checks.heading, lead: checks.lead }}><CheckList list={checks.list} /></Section>
      )}
      {form !== undefined && <ChooseLinesForm form={form} />}
      {empty !== undefined && <EmptyState empty={empty} />}
    </div>
  );
}

/** The lines and what the ticked ones come to; where JavaScript is on, as they are ticked. */
function ChooseLinesForm({ form }: { form: ChooseLinesFormView }) {
  const live = useLiveSum(form);
  const { heading, figures, steps, size } = live.form.sum;
  return (
    <div className="choose-lines" onChange={live.onChange}>
      <FormCard form={form.card}>
        <DataTable table={live.form.table} />
        {form.taken !== undefined && <p className="ds-paragraph subtle">{form.taken}</p>}
        <Section section={{ heading }}>
          <div aria-live="polite"><KeyFigures figures={figures} /></div>
          <StepsList steps={steps} />
          <p className="ds-paragraph subtle">{size}</p>
        </Section>
      </FormCard>
    </div>
  );
}

const patienceMs = 200;
/** Longer addresses are not asked for; the button works the figures out. */
const longestQuery = 8_000;

/** The figures of what is ticked, a moment after the last tick. */
function useLiveSum(form: ChooseLinesFormView) {
  const { answer, ask } = useLiveAnswer(readLinesPreview, patienceMs);

  function onChange({ target }: FormEvent<HTMLElement>) {
    if (!(target instanceof HTMLInputElement) || target.type !== 'checkbox' || target.form === null) return;
    const sent = target.form;
    ask(() => {
      const boxes = [...sent.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
      const query = new URLSearchParams(boxes.filter(({ checked }) => !checked).map(({ value }) => ['except', value])).toString();
      return query.length <= longestQuery ? new Request(`${form.previewHref}&${query}`) : undefined;
    });
  }

  return { form: answer?.form === undefined ? form : withFieldsOf(form, answer.form), onChange };
}

/** The figures are the answer's; the fields stay as they are, since somebody may be writing in one. */
function withFieldsOf(form: ChooseLinesFormView, { table, sum }: ChooseLinesFormView): ChooseLinesFormView {
  const fields = new Map(form.table.rows.map(({ key, cells }) => [key, cells.map(fieldIn)]));
  const rows = table.rows.map((row) => ({
    ...row, cells: row.cells.map((cell, place) => (typeof cell === 'string' ? cell : { ...cell, field: fields.get(row.key)?.[place] })),
  }));
  return { ...form, table: { ...table, rows }, sum };
}

function fieldIn(cell: CellView): TextFieldView | undefined {
  return typeof cell === 'string' ? undefined : cell.field;
}
