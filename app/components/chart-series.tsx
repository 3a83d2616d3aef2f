/** The series of a chart: each a colour and a pattern of its own. `rest` is what is left empty. */
export type ChartSeries = 'first' | 'second' | 'third' | 'fourth';

interface SeriesLineProps {
  readonly series: ChartSeries;
  /** Percent of the width, 0–100. */
  readonly from: number;
  readonly share: number;
}

/** A part of a bar: a line as thick as the bar, dashed by its series in the stylesheet. */
export function SeriesLine({ series, from, share }: SeriesLineProps) {
  return <line className={`series series-${series}`} x1={percent(from)} x2={percent(from + share)} y1="50%" y2="50%" />;
}

export interface BarPart {
  readonly series: ChartSeries | 'rest';
  readonly share: number;
}

/** One bar of parts beside each other. The words beside it say the same. */
export function Bar({ parts }: { parts: readonly BarPart[] }) {
  let from = 0;
  const lines = parts.map(({ series, share }) => {
    const start = from;
    from += share;
    return series === 'rest' || share <= 0 ? null : <SeriesLine key={series} series={series} from={start} share={share} />;
  });
  return <svg className="bar" aria-hidden="true" focusable="false">{lines}</svg>;
}

/** What a series looks like, beside its name. */
export function SeriesSwatch({ series }: { series: ChartSeries | 'rest' }) {
  return (
    <svg className="bar swatch" aria-hidden="true" focusable="false">
      {series !== 'rest' && <SeriesLine series={series} from={0} share={100} />}
    </svg>
  );
}

function percent(share: number): string {
  return `${share.toFixed(2)}%`;
}
