import { Bar, SeriesSwatch, type BarPart } from './chart-series.tsx';

export interface ProgressBarView {
  readonly heading: string;
  /** The whole, in words. */
  readonly total: string;
  readonly description?: string | undefined;
  readonly parts: readonly ProgressPartView[];
}

export interface ProgressPartView extends BarPart {
  readonly label: string;
  readonly amount: string;
}

/** How a whole is used: the bar for the eye, its parts in words for all. */
export function ProgressBar({ progress: { heading, total, description, parts } }: { progress: ProgressBarView }) {
  return (
    <div className="progress stack">
      <div className="progress-heading">
        <h3 className="ds-heading" data-size="2xs">{heading}</h3>
        <p className="ds-paragraph numeric">{total}</p>
      </div>
      <Bar parts={parts} />
      <dl className="legend legend-amounts">
        {parts.map(({ series, label, amount }) => (
          <div key={label}>
            <dt><SeriesSwatch series={series} />{label}</dt>
            <dd>{amount}</dd>
          </div>
        ))}
      </dl>
      {description !== undefined && <p className="ds-paragraph subtle" data-size="sm">{description}</p>}
    </div>
  );
}
