import { useId } from 'react';
import { Bar, SeriesSwatch, type BarPart, type ChartSeries } from './chart-series.tsx';
import { DataTable, type TableView } from './data-table.tsx';
import { Disclosure } from './disclosure.tsx';

export interface BarChartView {
  readonly heading: string;
  /** What the chart shows, in a sentence or two. */
  readonly description: string;
  readonly series: readonly { readonly key: ChartSeries; readonly text: string }[];
  readonly bars: readonly ChartBarView[];
  /** The same figures. */
  readonly table: TableView;
  /** What opens the table. */
  readonly tableSummary: string;
}

export interface ChartBarView {
  readonly label: string;
  readonly total: string;
  /** Shares of the longest bar. */
  readonly parts: readonly BarPart[];
}

/** Bars on a common scale, each made of parts; the table below has every figure, for those who do not see the bars and those who do. */
export function BarChart({ chart }: { chart: BarChartView }) {
  const { heading, description, series, bars, table, tableSummary } = chart;
  const id = useId();
  return (
    <figure className="chart stack" aria-labelledby={`${id}-heading`}>
      <div>
        <h3 id={`${id}-heading`} className="ds-heading" data-size="2xs">{heading}</h3>
        <p id={`${id}-description`} className="ds-paragraph subtle" data-size="sm">{description}</p>
      </div>
      <ul className="legend" aria-hidden="true">
        {series.map(({ key, text }) => <li key={key}><SeriesSwatch series={key} />{text}</li>)}
      </ul>
      <div className="chart-bars" role="img" aria-labelledby={`${id}-heading`} aria-describedby={`${id}-description`}>
        {bars.map(({ label, total, parts }) => (
          <div key={label} className="chart-bar">
            <span>{label}</span>
            <Bar parts={parts} />
            <span className="numeric">{total}</span>
          </div>
        ))}
      </div>
      <Disclosure summary={tableSummary}><DataTable table={table} /></Disclosure>
    </figure>
  );
}
