import { Disclosure } from '#app/components/disclosure.tsx';
import { FileField } from '#app/components/file-field.tsx';
import { Thumbnail } from '#app/components/thumbnail.tsx';
import type { ExpenseFilesView, FileOptionView } from './expense-files-view.ts';

/** The files of the programme to tick, each with a way to look at it, and new ones to send. */
export function ExpenseFiles({ files }: { files: ExpenseFilesView }) {
  const { legend, name, offered, others, error, upload } = files;
  return (
    <fieldset id="files" tabIndex={-1} className="ds-fieldset" aria-describedby={error === undefined ? undefined : 'files-error'}>
      <legend className="ds-label">{legend}</legend>
      {offered.length > 0 && <FileOptions name={name} options={offered} />}
      {error !== undefined && <p id="files-error" className="ds-validation-message" data-field="validation">{error}</p>}
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
  const { id, name: file, detail, unreadable, isChecked, href, open, openLabel } = option;
  return (
    <div className="ds-field">
      <input
        key={String(isChecked)}
        id={`file-${id}`}
        name={name}
        value={id}
        className="ds-input"
        type="checkbox"
        defaultChecked={isChecked}
        aria-describedby={`file-${id}-detail`}
      />
      <label className="ds-label" htmlFor={`file-${id}`}>{file}</label>
      <p id={`file-${id}-detail`} className="ds-paragraph" data-field="description">
        {`${detail} · `}
        <a className="ds-link" data-color="accent" href={href} target="_blank" rel="noreferrer" aria-label={openLabel}>{open}</a>
        {unreadable !== undefined && <span className="detail">{unreadable}</span>}
      </p>
    </div>
  );
}
