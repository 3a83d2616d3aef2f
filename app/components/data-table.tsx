import { useId } from 'react';
import { TableCell, type CellView } from './table-cell.tsx';

export interface TableView {
  readonly id?: string | undefined;
  readonly caption: string;
  readonly isCaptionHidden?: boolean | undefined;
  readonly columns: readonly ColumnView[];
  readonly rows: readonly RowView[];
  /** Sums. */
  readonly footer?: readonly RowView[] | undefined;
  /** The column whose cell names its row. */
  readonly headingColumn?: number | undefined;
  /** On a narrow screen each row becomes a card, or the table scrolls sideways, where columns are to be compared. */
  readonly narrow?: 'cards' | 'scroll' | undefined;
}

export interface ColumnView {
  readonly heading: string;
  readonly isNumeric?: boolean | undefined;
  readonly isHeadingHidden?: boolean | undefined;
}

export interface RowView {
  readonly key: string;
  readonly cells: readonly CellView[];
  /** It does not count. */
  readonly isMuted?: boolean | undefined;
}

/**
 * A table of ready cells. The roles repeat what the elements are: a browser may forget it when rows are shown as cards.
 * Rows are made by a plain function, since a component for each cell is what a long table costs.
 */
export function DataTable({ table }: { table: TableView }) {
  const { id, caption, isCaptionHidden = false, columns, rows, footer = [], narrow = 'cards' } = table;
  const captionId = useId();
  return (
    <div id={id} className={`table-region table-${narrow}`} role="group" aria-labelledby={captionId} tabIndex={0} data-size="sm">
      <table className="ds-table data-table" role="table">
        <caption id={captionId}>{isCaptionHidden ? <span className="ds-sr-only">{caption}</span> : caption}</caption>
        <thead role="rowgroup"><tr role="row">{columns.map(columnHeading)}</tr></thead>
        <tbody role="rowgroup">{rows.map((row) => tableRow(row, table))}</tbody>
        {footer.length > 0 && <tfoot role="rowgroup">{footer.map((row) => tableRow(row, table))}</tfoot>}
      </table>
    </div>
  );
}

function columnHeading({ heading, isNumeric = false, isHeadingHidden = false }: ColumnView) {
  return (
    <th key={heading} scope="col" role="columnheader" className={isNumeric ? 'numeric' : undefined}>
      {isHeadingHidden ? <span className="ds-sr-only">{heading}</span> : heading}
    </th>
  );
}

function tableRow({ key, cells, isMuted = false }: RowView, { columns, headingColumn = 0 }: TableView) {
  return (
    <tr key={key} role="row" className={isMuted ? 'muted' : undefined}>
      {columns.map(({ heading, isNumeric = false, isHeadingHidden = false }, place) => {
        const content = cellContent(cells[place]);
        const className = isNumeric ? 'numeric' : undefined;
        if (place === headingColumn) return <th key={heading} scope="row" role="rowheader" className={className}>{content}</th>;
        return <td key={heading} role="cell" className={className} data-label={isHeadingHidden ? undefined : heading}>{content}</td>;
      })}
    </tr>
  );
}

function cellContent(cell: CellView | undefined) {
  return cell === undefined || typeof cell === 'string' ? cell : TableCell(cell);
}
