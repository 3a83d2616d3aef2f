import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { languages } from '#app/domain/programme.ts';
import { aClaimSubject, aReader, aStoredClaim } from '#test/fixtures/claim-subjects.ts';
import { nothingTyped } from './attest-form.ts';
import { AttestPage } from './attest-page.tsx';
import { attestPageView, type AttestInput } from './attest-page-view.ts';
import type { ClaimSubject } from './claim-subject.ts';

const finance = { mayApprove: true, isOwn: false, allowsExternal: false };

function inputOf(fields: Partial<AttestInput> = {}, subject: Partial<ClaimSubject> = {}): AttestInput {
  return {
    subject: aClaimSubject({ claim: aStoredClaim('in_review'), reader: aReader('finance'), ...subject }),
    files: [{ id: 'f1', name: 'faktura-1001.pdf', mediaType: 'application/pdf', state: { isReadable: true, pages: 2, sha256: '' } }],
    accountingOf: ({ expense }) => ({ responsibility: '3100', account: expense.kind === 'fee' ? '272' : undefined, function: '120', project: undefined }),
    checked: new Set(), attester: finance, typed: nothingTyped, errors: {}, notices: [], ...fields,
  };
}

const page = (fields: Partial<AttestInput> = {}, subject: Partial<ClaimSubject> = {}) => attestPageView(inputOf(fields, subject));

describe('the lines', () => {
  test('are all there, also those never refunded, each with where it is posted', () => {
    const { lines } = page();
    expect(lines.items.map(({ check }) => check.value)).toEqual(['fee', 'journey', 'rent']);
    expect(lines.items.map(({ facts }) => facts.find(({ label }) => label === 'Kontostreng')?.value)).toEqual(['3100 · 272 · 120 · –', '3100 · – · 120 · –', '3100 · – · 120 · –']);
  });

  test('have their vouchers by the programme’s own files', () => {
    const [fee, , rent] = page().lines.items;
    expect(fee?.papers).toMatchObject([{ src: '/organisations/o1/programmes/p1/files/f1?view', shownAs: 'page', detail: '2 sider' }]);
    expect(rent).toMatchObject({ papers: [], noPaper: 'Linjen har ingen bilag.' });
  });

  test('keep their ticks when the page comes back', () => {
    expect(page({ checked: new Set(['journey']) }).lines.items.map(({ check }) => check.isChecked)).toEqual([false, true, false]);
  });

  test('are counted in words, from none to all', () => {
    expect(page().progress.texts).toEqual([0, 1, 2, 3].map((count) => `${count} av 3 linjer er kontrollert`));
  });
});

describe('the decision', () => {
  test('finance may attest or give back', () => {
    expect(page().form).toMatchObject({ approve: { external: undefined, confirm: undefined }, giveBack: { reason: { name: 'returnReason' } } });
  });

  test('what changed since it was sent can only be given back', () => {
    expect(page({}, { isChangedSinceSent: true }).form).toMatchObject({ approve: undefined, giveBack: { submit: 'Send tilbake' } });
  });

  test('one’s own can not be attested, unless it was attested outside where that is allowed', () => {
    const own = { ...finance, isOwn: true };
    expect(page({ attester: own }).form?.approve).toBeUndefined();
    expect(page({ attester: { ...own, allowsExternal: true } }).form?.approve?.external).toMatchObject({ name: 'external', optional: undefined });
  });

  test('an attestation from outside may be noted by finance, and need not be', () => {
    expect(page({ attester: { ...finance, allowsExternal: true } }).form?.approve?.external?.optional).toBe('(valgfritt)');
  });

  test('lines without a tick are counted where it is said that they are attested all the same', () => {
    const [checked, errors] = [new Set(['fee']), { confirmUnchecked: 'uncheckedLines' as const }];
    const { form } = page({ checked, errors, typed: { ...nothingTyped, checked } });
    expect(form?.approve?.confirm?.error).toMatch(/^2 av 3 linjer/);
    const all = new Set(['fee', 'journey']);
    expect(page({ checked: all, errors, typed: { ...nothingTyped, checked: all } }).form?.approve?.confirm?.error).toMatch(/^Én av 3 linjer/);
  });

  test('a claim somebody else was first with has no form', () => {
    expect(page({}, { claim: aStoredClaim('approved') }).form).toBeUndefined();
  });
});

describe('on the screen', () => {
  const markup = (fields: Partial<AttestInput> = {}, subject: Partial<ClaimSubject> = {}) => renderToStaticMarkup(<AttestPage page={page(fields, subject)} />);

  test('is one form: ticks, reasons and both buttons are sent together', () => {
    const [, form = ''] = /<form method="post"[^>]*>(.*)<\/form>/s.exec(markup()) ?? [];
    expect(form.match(/name="checked"/g)).toHaveLength(3);
    expect(form).toContain('name="returnReason"');
    expect([...form.matchAll(/<button type="submit" name="intent" value="(\w+)"/g)].map(([, intent]) => intent)).toEqual(['approve', 'return']);
    expect(form).toContain('name="form_key"');
  });

  test('the counter waits for the script that counts', () => {
    expect(markup()).toMatch(/<div class="attest-progress no-print" hidden="">/);
  });

  test.each(languages)('no word in %s is left to fill in', (language) => {
    const said = markup({ attester: { mayApprove: true, isOwn: true, allowsExternal: true } }, { reader: aReader('finance', language), isChangedSinceSent: true });
    expect(said).not.toMatch(/\{\w+\}|undefined|\[object/);
    expect(said.match(/<h1 /g)).toHaveLength(1);
  });
});
