export interface DefinitionView {
  readonly label: string;
  readonly value: string;
  readonly detail?: string | undefined;
  readonly href?: string | undefined;
}

interface DefinitionListProps {
  readonly items: readonly DefinitionView[];
  /** Figures stand to the right under one another, facts beside their names. */
  readonly kind?: 'figures' | 'facts' | undefined;
}

export function DefinitionList({ items, kind = 'figures' }: DefinitionListProps) {
  return (
    <dl className={kind}>
      {items.map(({ label, value, detail, href }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {href === undefined ? value : <a className="ds-link" data-color="accent" href={href}>{value}</a>}
            {detail !== undefined && <span className="detail">{detail}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
