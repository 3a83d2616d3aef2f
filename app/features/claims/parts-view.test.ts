import { describe, expect, test } from 'vitest';
import { claimStatuses, type ClaimStatus } from '#app/domain/claim-status.ts';
import { roles, type Role } from '#app/domain/permissions.ts';
import { languages } from '#app/domain/programme.ts';
import { aClaimSubject, aReader, aStoredClaim } from '#test/fixtures/claim-subjects.ts';
import type { ClaimSubject } from './claim-subject.ts';
import { partsView } from './parts-view.ts';

const mega = 1_000_000;
const files = (...megabytes: number[]) => megabytes.map((size) => ({ pageBytes: size * mega, originalBytes: 0 }));

function viewOf(fields: { status?: ClaimStatus; role?: Role; pdfBytes?: number; typed?: string } & Partial<ClaimSubject> = {}) {
  const { status = 'approved', role = 'case_worker', pdfBytes = 4 * mega, typed, ...subject } = fields;
  const stored = aStoredClaim(status);
  const claim = stored.approved === undefined ? stored : { ...stored, approved: { ...stored.approved, pdfBytes } };
  return partsView(aClaimSubject({ claim, reader: aReader(role), ...subject }), typed);
}

const textOf = (view: ReturnType<typeof viewOf>) => view?.texts.join(' ').replaceAll('\u00a0', ' ') ?? '';

describe('the document in parts', () => {
  test.each(roles)('is offered a %s who may have the document, and no other', (role) => {
    const isAway = role === 'consultant';
    for (const status of ['draft', 'in_review', 'approved', 'submitted', 'settled'] as const) expect(viewOf({ status, role }) === undefined).toBe(isAway);
  });

  test.each(claimStatuses)('is not offered of a claim that is not to be sent: %s', (status) => {
    expect(viewOf({ status }) === undefined).toBe(status === 'withdrawn' || status === 'replaced');
  });

  test('is asked for by a form that changes nothing, with 30 MB to begin with', () => {
    const { form, isOpen } = viewOf() ?? {};
    expect(form?.card).toMatchObject({ method: 'get', action: '/organisations/o1/programmes/p1/claims/c1/parts', errors: undefined });
    expect(form?.card).not.toHaveProperty('hidden');
    expect(form?.fields).toMatchObject([{ name: 'size', value: '30', unit: 'MB', error: undefined }]);
    expect(isOpen).toBe(false);
  });
});

describe('when it is worth it', () => {
  test('the pictures of the PDF were made coarser', () => {
    const text = textOf(viewOf({ fileSizes: files(12, 12, 12, 12), pdfBytes: 29 * mega }));
    expect(text).toContain('Bildene i PDF-en er gjort grovere, så den holder seg rundt 30 MB. I deler er de like fine som i bilagene.');
    expect(text).toContain('Med 30 MB i hver blir det om lag 2 deler.');
  });

  test('the PDF is larger than KS’s form takes', () => {
    expect(textOf(viewOf({ fileSizes: files(29), pdfBytes: 44 * mega }))).toContain('PDF-en er 44 MB, mer enn de 30 MB som skjemaet til KS tar imot.');
  });

  test('is hardly ever, of a small one', () => {
    const text = textOf(viewOf({ fileSizes: files(2, 1.5) }));
    expect(text).toContain('PDF-en er 4 MB og kan sendes hel.');
    expect(text).toContain('Med 30 MB i hver får alt plass i én del.');
  });

  test('originals that travel along take room, and make no picture coarser', () => {
    const fileSizes = [{ pageBytes: 10 * mega, originalBytes: 25 * mega }, { pageBytes: 10 * mega, originalBytes: 5 * mega }];
    expect(textOf(viewOf({ fileSizes, pdfBytes: 50 * mega }))).toContain('PDF-en er 50 MB, mer enn');
    expect(textOf(viewOf({ fileSizes, typed: '40' }))).toContain('Med 40 MB i hver blir det om lag 2 deler.');
  });

  test('a draft says what parts are for', () => {
    expect(textOf(viewOf({ status: 'draft' }))).toContain('PDF-en kan deles opp når mottakeren ikke tar imot så store filer.');
  });

  test.each(languages)('and how long it may take, in %s, with nothing left to fill in', (language) => {
    for (const typed of [undefined, '10', '0', 'x', '', '1000']) {
      const { texts = [], form } = viewOf({ typed: typed ?? '5', reader: aReader('reader', language) }) ?? {};
      expect(texts).toHaveLength(2);
      expect(JSON.stringify([texts, form])).not.toMatch(/\{\w+\}/);
    }
  });
});

describe('a size that is none', () => {
  test.each([
    ['', 'Skriv hvor stor hver del kan være, i MB. Mottakeren sier hvor store filer de tar imot.'],
    ['stor', 'Størrelsen er ikke et tall. Skriv den i MB, for eksempel 30 eller 7,5.'],
    ['0,5', 'Delene kan ikke være mindre enn 1 MB, for søknaden selv og ett bilag skal få plass. Skriv 1 eller mer.'],
    ['301', 'Delene kan ikke være større enn 300 MB, for de lages i ett. Skriv 300 eller mindre.'],
  ])('«%s» is told at the field and above the button, and stands as it was typed', (typed, error) => {
    const { form, isOpen } = viewOf({ typed }) ?? {};
    expect(form?.fields).toMatchObject([{ value: typed, error }]);
    expect(form?.card.errors?.items).toMatchObject([{ href: '#size', text: error }]);
    expect(isOpen).toBe(true);
  });

  test('one that is right says how many parts it makes', () => {
    expect(textOf(viewOf({ typed: '7,5', fileSizes: files(4, 4, 4) }))).toContain('Med 7,5 MB i hver blir det om lag 3 deler.');
  });
});
