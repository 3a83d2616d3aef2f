import { Disclosure } from './disclosure.tsx';
import { idOf, LabelText, type FieldView } from './field.tsx';
import { FileField, type FileFieldView } from './file-field.tsx';
import { Thumbnail, type ThumbnailView } from './thumbnail.tsx';

/** Files that are there already, to tick, and new ones to send. */
export interface FileChoiceView extends FieldView {
  /** Those ticked, and those most likely meant. */
  readonly offered: readonly FileOptionView[];
  /** Folded away. */
  readonly others: { readonly summary: string; readonly options: readonly FileOptionView[] } | undefined;
  readonly upload: FileFieldView;
}

export interface FileOptionView {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly thumbnail: ThumbnailView | undefined;
  /** Why it can't be part of a claim, and the way out. */
  readonly unreadable: string | undefined;
  readonly isChecked: boolean;
  /** To look at it, or to fetch what can't be shown. */
  readonly href: string;
  readonly open: string;
  readonly openLabel: string;
}

/** The files to tick, each with a way to look at it, and a place for new ones. */
export function FileChoice({ field }: { field: FileChoiceView }) {
  const { name, offered, others, error, upload } = field;
  const id = idOf(field);
  return (
    <fieldset id={id} tabIndex={-1} className="ds-fieldset" aria-describedby={error === undefined ? undefined : `${id}-error`}>
      <legend className="ds-label"><LabelText field={field} /></legend>
      {offered.length > 0 && <FileOptions name={name} options={offered} />}
      {error !== undefined && <p id={`${id}-error`} className="ds-validation-message" data-field="validation">{error}</p>}
      {others !== undefined && (
        <Disclosure summary={others.summary}><FileOptions name={name} options={others.options} /></Disclosure>
      )}
      <FileField field={upload} />
    </fieldset>
  );
}

function FileOptions({ name, options }: { name: string; options: readonly FileOptionView[] }) {
  return (
    <div className="choices file-choices">
      {options.map((option) => (
        <div key={option.id} className="file-choice">
          <FileOption name={name} option={option} />
          {option.thumbnail !== undefined && <Thumbnail thumbnail={option.thumbnail} />}
        </div>
      ))}
    </div>
  );
}

function FileOption({ name, option }: { name: string; option: FileOptionView }) {
  const { name: file, detail, unreadable, isChecked, href, open, openLabel } = option;
  // The same file may be offered at several places of a page.
  const id = `${name}-${option.id}`;
  return (
    <div className="ds-field">
      <input
        key={String(isChecked)}
        id={id}
        name={name}
        value={option.id}
        className="ds-input"
        type="checkbox"
        defaultChecked={isChecked}
        aria-describedby={`${id}-detail`}
      />
      <label className="ds-label" htmlFor={id}>{file}</label>
      <p id={`${id}-detail`} className="ds-paragraph" data-field="description">
        {`${detail} · `}
        <a className="ds-link" data-color="accent" href={href} target="_blank" rel="noreferrer" aria-label={openLabel}>{open}</a>
        {unreadable !== undefined && <span className="detail">{unreadable}</span>}
      </p>
    </div>
  );
}
