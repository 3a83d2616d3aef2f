import { useFetcher } from '@remix-run/react';
import { useEffect, useRef, type FormEvent } from 'react';
import { CheckList } from '#app/components/check-list.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { FormCard } from '#app/components/form-card.tsx';
import { KeyFigures } from '#app/components/key-figures.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Section } from '#app/components/section.tsx';
import { StepsList } from '#app/components/steps-list.tsx';
import { ProgrammeFrame } from '#app/features/programmes/programme-frame.tsx';
import type { ChooseLinesFormView, ChooseLinesView } from './choose-lines-view.ts';

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
  const { heading, figures, steps } = live.form.sum;
  return (
    <div className="choose-lines" onChange={live.onChange}>
      <FormCard form={form.card}>
        <DataTable table={live.form.table} />
        {form.taken !== undefined && <p className="ds-paragraph subtle">{form.taken}</p>}
        <Section section={{ heading }}>
          <div aria-live="polite"><KeyFigures figures={figures} /></div>
          <StepsList steps={steps} />
        </Section>
      </FormCard>
    </div>
  );
}

const patienceMs = 200;

/** Asks for the figures of what is ticked, by the same form that a press on «work out again» sends. */
function useLiveSum(form: ChooseLinesFormView) {
  const fetcher = useFetcher<{ page: ChooseLinesView }>();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => { clearTimeout(timer.current); }, []);

  function onChange(event: FormEvent<HTMLElement>) {
    if (!(event.target instanceof HTMLInputElement) || event.target.type !== 'checkbox' || event.target.form === null) return;
    const sent = event.target.form;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const data = new FormData(sent);
      for (const { name, value } of form.card.otherSubmits ?? []) data.set(name, value);
      fetcher.submit(data, { method: 'post' });
    }, patienceMs);
  }

  return { form: fetcher.data?.page.form ?? form, onChange };
}
