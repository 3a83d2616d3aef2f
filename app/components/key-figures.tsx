export interface KeyFigureView {
  readonly label: string;
  readonly value: string;
  readonly detail?: string | undefined;
  /** The one people came for. */
  readonly isMain?: boolean | undefined;
}

/** The few figures a page is about. */
export function KeyFigures({ figures }: { figures: readonly KeyFigureView[] }) {
  return (
    <dl className="key-figures">
      {figures.map(({ label, value, detail, isMain = false }) => (
        <div key={label} className={isMain ? 'key-figure key-figure-main' : 'key-figure'}>
          <dt>{label}</dt>
          <dd>
            {value}
            {detail !== undefined && <span className="detail">{detail}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
