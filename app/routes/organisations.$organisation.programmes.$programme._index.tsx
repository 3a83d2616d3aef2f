import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BarChart } from '#app/components/bar-chart.tsx';
import { CheckList } from '#app/components/check-list.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { Disclosure } from '#app/components/disclosure.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { KeyFigures } from '#app/components/key-figures.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { ProgressBar } from '#app/components/progress-bar.tsx';
import { Section } from '#app/components/section.tsx';
import { StepsList } from '#app/components/steps-list.tsx';
import { ConsultantProgrammePage } from '#app/features/consultant-place/consultant-programme.tsx';
import { programmePageFor } from '#app/features/programmes/overview-page.server.ts';
import type { OverviewView } from '#app/features/programmes/overview-view.ts';
import { ProgrammeFrame } from '#app/features/programmes/programme-frame.tsx';
import { programmeLoader } from '#app/guard/guarded.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data === undefined ? '' : `${(data.overview ?? data.own).title} – OU-refusjon` }];

export const loader = programmeLoader('programme.read', (desk) => programmePageFor(desk));

export default function ProgrammePage() {
  const { overview, own } = useLoaderData<typeof loader>();
  return own === undefined ? <Overview page={overview} /> : <ConsultantProgrammePage page={own} />;
}

function Overview({ page }: { page: OverviewView }) {
  return (
    <div className="page-width stack-wide">
      <ProgrammeFrame frame={page.frame} />
      <PageHeading heading={page.heading} />
      {page.expenses === undefined ? <FirstExpense page={page} /> : <Figures page={page} />}
      <div className="columns-aside">
        {page.checks !== undefined && <Section section={page.checks.section}><CheckList list={page.checks.list} /></Section>}
        {page.grant !== undefined && <ProgressBar progress={page.grant} />}
      </div>
      {page.held !== undefined && <Section section={page.held.section}><CheckList list={page.held.list} /></Section>}
      {page.sheets !== undefined && <Section section={page.sheets.section}><CheckList list={page.sheets.list} /></Section>}
      <Expenses page={page} />
      <Cuts page={page} />
      {page.days !== undefined && (
        <Section section={page.days.section}>
          <Disclosure summary={page.days.summary}><DataTable table={page.days.table} /></Disclosure>
        </Section>
      )}
      {page.months !== undefined && <BarChart chart={page.months} />}
    </div>
  );
}

/** Before there is anything to show figures of. */
function FirstExpense({ page: { expensesSection, empty, firstSteps } }: { page: OverviewView }) {
  return (
    <>
      <Section section={{ id: 'expenses', heading: expensesSection.heading }}><EmptyState empty={empty} /></Section>
      {firstSteps !== undefined && <Section section={firstSteps.section}><CheckList list={firstSteps.list} /></Section>}
    </>
  );
}

function Figures({ page }: { page: OverviewView }) {
  return (
    <Section section={{ id: 'figures', heading: page.figuresHeading }}>
      <KeyFigures figures={page.figures} />
      <div className="figure-steps">{page.steps.map((steps) => <StepsList key={steps.summary} steps={steps} />)}</div>
    </Section>
  );
}

function Expenses({ page: { expensesSection, expenses } }: { page: OverviewView }) {
  if (expenses === undefined) return null;
  return (
    <Section section={expensesSection}>
      <DataTable table={expenses.table} />
      {expenses.pagination !== undefined && <Pagination pagination={expenses.pagination} />}
    </Section>
  );
}

function Cuts({ page: { cuts } }: { page: OverviewView }) {
  if (cuts === undefined) return null;
  return (
    <Section section={{ id: 'cuts', heading: cuts.heading }}>
      <DataTable table={cuts.table} />
      {cuts.lines !== undefined && <Disclosure summary={cuts.lines.summary}><DataTable table={cuts.lines.table} /></Disclosure>}
    </Section>
  );
}
