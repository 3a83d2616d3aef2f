import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { FormFields } from '#app/http/form-fields.ts';
import { approvalErrors, nothingTyped, returnErrors, typedAttestation } from './attest-form.ts';
import { AttestLine } from './attest-line.tsx';
import type { AttestLineView } from './attest-lines-view.ts';
import { needsExternal } from './attest-page-view.ts';

const line: AttestLineView = {
  id: 'line-1', heading: 'Linje 1 av 2: Prosessveiledning', check: { name: 'checked', value: 'e1', label: 'Kontrollert', isChecked: true },
  facts: [{ label: 'Fakturanummer', value: '1001' }], figures: [{ label: 'Netto', value: '20 000,00 kr' }], steps: ['Regnes som 18 000,00 kr.'],
  papers: [
    { key: 'f1', shownAs: 'page', thumbnail: undefined, src: '/files/f1?view', title: 'Bilag: faktura.pdf', open: 'Åpne faktura.pdf i en ny fane', detail: '2 sider' },
    { key: 'f2', shownAs: 'picture', thumbnail: undefined, src: '/files/f2?view', title: 'Bilag: bilde.jpg', open: 'Åpne bilde.jpg i en ny fane', detail: '1 side' },
    { key: 'f3', shownAs: undefined, thumbnail: { src: '/files/f3/thumbnail', alt: 'Første side av faktura.xml' }, src: '/files/f3?view', title: 'Bilag: faktura.xml', open: 'Åpne faktura.xml i en ny fane', detail: '' },
  ],
  noPaper: undefined,
};
const markup = (changes: Partial<AttestLineView> = {}, hasCheck = true) => renderToStaticMarkup(<AttestLine line={{ ...line, ...changes }} hasCheck={hasCheck} />);

describe('a line to check', () => {
  test('is named by its heading, and so is its tick', () => {
    expect(markup()).toContain('<section id="line-1" aria-labelledby="line-1-heading"');
    expect(markup()).toMatch(/<input id="line-1-check" type="checkbox"[^>]* name="checked" aria-labelledby="line-1-label line-1-heading" checked="" value="e1"/);
    expect(markup()).toContain('<label id="line-1-label" class="ds-label" for="line-1-check">Kontrollert</label>');
  });

  test('has its papers beside it: a document in a frame, a picture as one, anything else small and to be opened', () => {
    expect(markup()).toContain('<iframe src="/files/f1?view" title="Bilag: faktura.pdf" loading="lazy"></iframe>');
    expect(markup()).toContain('<img src="/files/f2?view" alt="Bilag: bilde.jpg" loading="lazy"/>');
    expect(markup()).toMatch(/<img class="thumbnail" src="\/files\/f3\/thumbnail" alt="Første side av faktura.xml" width="60" height="80" loading="lazy"/);
    expect(markup().match(/<(iframe|img) /g)).toHaveLength(3);
    expect(markup().match(/target="_blank" rel="noreferrer"/g)).toHaveLength(3);
  });

  test('has nothing to tick where the claim cannot be attested', () => {
    expect(markup({}, false)).not.toContain('checkbox');
  });

  test('without a paper says so', () => {
    expect(markup({ papers: [], noPaper: 'Linjen har ingen bilag.' })).toContain('Linjen har ingen bilag.');
  });
});

describe('what attesting asks for', () => {
  const lineIds = ['e1', 'e2'];
  const typed = (...sent: (readonly [string, string])[]) => typedAttestation(new FormFields(sent));

  test('every line ticked, or a word that it is attested all the same', () => {
    const alone = { lineIds, needsExternal: false };
    expect(approvalErrors(typed(['checked', 'e1']), alone)).toEqual({ confirmUnchecked: 'uncheckedLines' });
    expect(approvalErrors(typed(['checked', 'e1'], ['checked', 'e2']), alone)).toEqual({});
    expect(approvalErrors(typed(['confirmUnchecked', 'yes']), alone)).toEqual({});
    expect(approvalErrors(typed(['checked', 'e1'], ['checked', 'another']), alone)).toEqual({ confirmUnchecked: 'uncheckedLines' });
  });

  test('who attested, of one who may not do it alone', () => {
    const outside = { lineIds: [], needsExternal: true };
    expect(approvalErrors(typed(['external', ' ']), outside)).toEqual({ external: 'externalMissing' });
    expect(approvalErrors(typed(['external', 'Rådmann Ås, 24.11.2026']), outside)).toEqual({});
    expect(approvalErrors(typed(['external', 'x'.repeat(1_001)]), outside)).toEqual({ external: 'stepReasonTooLong' });
  });

  test.each([
    [{ mayApprove: true, isOwn: false }, false], [{ mayApprove: true, isOwn: true }, true], [{ mayApprove: false, isOwn: false }, true],
  ])('%o needs an attestation from outside: %s', (who, needs) => {
    expect(needsExternal({ ...who, allowsExternal: true })).toBe(needs);
  });

  test('a reason, to give it back', () => {
    expect(returnErrors(nothingTyped)).toEqual({ returnReason: 'stepReasonMissing' });
    expect(returnErrors({ ...nothingTyped, returnReason: 'x'.repeat(1_001) })).toEqual({ returnReason: 'stepReasonTooLong' });
    expect(returnErrors({ ...nothingTyped, returnReason: 'Feil dato' })).toEqual({});
  });
});
