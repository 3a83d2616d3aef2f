import type { LinkView } from './link-view.ts';
import { PostButton, type PostButtonView } from './post-button.tsx';
import { StatusTag, type StatusView } from './status-tag.tsx';
import { TextField, type TextFieldView } from './text-field.tsx';
import { Thumbnail, type ThumbnailView } from './thumbnail.tsx';

/** A text, or what else stands in a cell of a table. */
export type CellView = string | RichCellView;

export interface RichCellView {
  /** Stands before the rest. */
  readonly thumbnail?: ThumbnailView | undefined;
  readonly text?: string | undefined;
  readonly href?: string | undefined;
  /** A small line below. */
  readonly detail?: string | undefined;
  readonly status?: StatusView | undefined;
  readonly links?: readonly LinkView[] | undefined;
  readonly button?: PostButtonView | undefined;
  readonly checkbox?: CellCheckboxView | undefined;
  /** Shows while the row's box has no tick. */
  readonly field?: TextFieldView | undefined;
}

export interface CellCheckboxView {
  readonly name: string;
  readonly value: string;
  /** What is chosen, for those who do not see the row. */
  readonly label: string;
  readonly isChecked: boolean;
  /** The id of the form it is sent with, when the table does not stand in it. */
  readonly form?: string | undefined;
}

export function TableCell({ thumbnail, ...cell }: RichCellView) {
  if (thumbnail === undefined) return CellContent(cell);
  return <div className="cell-with-thumbnail"><Thumbnail thumbnail={thumbnail} />{CellContent(cell)}</div>;
}

function CellContent({ text, href, detail, status, links = [], button, checkbox, field }: Omit<RichCellView, 'thumbnail'>) {
  return (
    <div className="cell">
      {checkbox !== undefined && <CellCheckbox checkbox={checkbox} />}
      {href === undefined ? text : <a className="ds-link" data-color="accent" href={href}>{text}</a>}
      {status !== undefined && <StatusTag status={status} />}
      {detail !== undefined && <span className="detail">{detail}</span>}
      {links.map((link) => <a key={link.href} className="ds-link" data-color="accent" href={link.href}>{link.text}</a>)}
      {button !== undefined && <PostButton button={{ variant: 'tertiary', isSmall: true, ...button }} />}
      {field !== undefined && <div className="cell-field"><TextField field={field} /></div>}
    </div>
  );
}

function CellCheckbox({ checkbox: { name, value, label, isChecked, form } }: { checkbox: CellCheckboxView }) {
  return <input type="checkbox" className="ds-input" name={name} value={value} aria-label={label} defaultChecked={isChecked} form={form} />;
}
