import { DefinitionList } from '#app/components/definition-list.tsx';
import { Thumbnail } from '#app/components/thumbnail.tsx';
import type { AttestLineView, PaperView } from './attest-lines-view.ts';

/** One line: what the claim says on one side, the voucher on the other. */
export function AttestLine({ line, hasCheck }: { line: AttestLineView; hasCheck: boolean }) {
  const { id, heading, check, facts, figures, steps, papers, noPaper } = line;
  return (
    <section id={id} aria-labelledby={`${id}-heading`} className="ds-card attest-line" data-color="neutral">
      <div className="stack">
        <h3 id={`${id}-heading`} className="ds-heading" data-size="2xs">{heading}</h3>
        <DefinitionList items={figures} />
        {steps.length > 0 && <ul className="ds-list" data-size="sm">{steps.map((step) => <li key={step}>{step}</li>)}</ul>}
        <DefinitionList items={facts} kind="facts" />
        {hasCheck && (
          <div className="ds-field attest-check">
            <input
              id={`${id}-check`}
              type="checkbox"
              className="ds-input"
              name={check.name}
              value={check.value}
              defaultChecked={check.isChecked}
              aria-labelledby={`${id}-label ${id}-heading`}
            />
            <label id={`${id}-label`} className="ds-label" htmlFor={`${id}-check`}>{check.label}</label>
          </div>
        )}
      </div>
      <div className="stack">
        {papers.map((paper) => <Paper key={paper.key} paper={paper} />)}
        {noPaper !== undefined && <p className="ds-paragraph subtle">{noPaper}</p>}
      </div>
    </section>
  );
}

function Paper({ paper: { shownAs, thumbnail, src, title, open, detail } }: { paper: PaperView }) {
  return (
    <figure className="attest-paper">
      {shownAs === 'page' && <iframe src={src} title={title} loading="lazy" />}
      {shownAs === 'picture' && <img src={src} alt={title} loading="lazy" />}
      {thumbnail !== undefined && <Thumbnail thumbnail={thumbnail} />}
      <figcaption className="ds-paragraph" data-size="sm">
        <a className="ds-link" data-color="accent" href={src} target="_blank" rel="noreferrer">{open}</a>
        <span className="detail">{detail}</span>
      </figcaption>
    </figure>
  );
}
