import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { claimStatuses, type ClaimStatus } from '#app/domain/claim-status.ts';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { money } from '#app/domain/money.ts';
import { roles, type Role } from '#app/domain/permissions.ts';
import { languages } from '#app/domain/programme.ts';
import { aClaimSubject, aReader, aStoredClaim } from '#test/fixtures/claim-subjects.ts';
import { aFee, aProgramme } from '#test/fixtures/factories.ts';
import { ClaimPage } from './claim-page.tsx';
import { claimPageView } from './claim-page-view.ts';
import type { StepErrors, StepTyped } from './claim-step-form.ts';
import type { ClaimIntent } from './claim-intents.ts';

const pageFor = (status: ClaimStatus, role: Role = 'case_worker', fields: Parameters<typeof aClaimSubject>[0] = {}) =>
  claimPageView(aClaimSubject({ claim: aStoredClaim(status), reader: aReader(role), ...fields }));

/** Everything a page lets one do, by what its forms send and its buttons lead to. */
function actsOf({ acts }: ReturnType<typeof claimPageView>): string[] {
  if (acts === undefined) return [];
  const { button, links, form, more } = acts;
  const sent = [button?.hidden?.['intent'], form?.card.hidden?.['intent'], ...more.flatMap((each) => [each.form?.card.hidden?.['intent'], each.button?.hidden?.['intent']])];
  return [...sent.filter((intent) => intent !== undefined), ...links.map(({ href }) => href.replace(/^.*[/]/, ''))];
}

describe('what can be done, by status and role', () => {
  test.each<[ClaimStatus, Role, readonly string[]]>([
    ['draft', 'case_worker', ['send_to_review', 'discard', 'lines']],
    ['approved', 'case_worker', ['submit', 'replace', 'withdraw', '#form-helper']],
    ['approved', 'finance', ['submit', 'withdraw', '#form-helper']],
    ['submitted', 'case_worker', ['settle', 'replace', 'withdraw']],
    ['submitted', 'finance', ['settle', 'withdraw']],
  ])('%s, %s: %s', (status, role, acts) => {
    expect(actsOf(pageFor(status, role))).toEqual(acts);
  });

  test.each(roles.filter((role) => role !== 'case_worker' && role !== 'finance'))('a %s only reads', (role) => {
    for (const status of claimStatuses) expect(actsOf(pageFor(status, role))).toEqual([]);
  });

  test('attesting is offered to whom may, and only then', () => {
    expect(actsOf(pageFor('in_review', 'finance', { mayAttest: true }))).toEqual(['attest']);
    expect(pageFor('in_review', 'case_worker').acts?.text).toBe('Kravet venter på attestasjon hos økonomi. Finner du en feil nå, be økonomi sende det tilbake.');
  });

  test.each(['settled', 'withdrawn', 'replaced'] as const)('%s is the end: nothing more is asked', (status) => {
    expect(pageFor(status).acts).toBeUndefined();
  });

  test('a refused draft has no button to send, and says why', () => {
    const unpaid = aProgramme({ expenses: [aFee({ id: 'fee', paidOn: undefined })] });
    const page = claimPageView(aClaimSubject({}, unpaid));
    expect(actsOf(page)).toEqual(['discard', 'lines']);
    expect(page.checks?.list.items[0]).toMatchObject({ tone: 'danger', link: { href: '/organisations/o1/programmes/p1/expenses/fee#paidOn' } });
  });

  test('each form has a key of its own and the version it was made from', () => {
    const { acts } = pageFor('approved');
    const hidden = [acts?.form?.card.hidden, ...acts?.more.map(({ form }) => form?.card.hidden) ?? []];
    expect(new Set(hidden.map((fields) => fields?.['form_key'])).size).toBe(3);
    expect(hidden.map((fields) => fields?.['version'])).toEqual(['3', '3', '3']);
  });
});

describe('the papers', () => {
  const papers = (status: ClaimStatus, role: Role) => pageFor(status, role).heading.actions?.map(({ href }) => href.replace(/^.*[/]/, ''));

  test.each(roles)('a %s gets the document, unless the account is not theirs to see', (role) => {
    const isAway = role === 'consultant';
    expect(papers('draft', role)).toEqual(isAway ? ['programme-file'] : ['pdf?view', 'programme-file']);
    expect(papers('approved', role)).toEqual(isAway ? ['programme-file'] : ['pdf', 'export?as=zip&claim=c1', 'programme-file']);
  });

  test.each(claimStatuses)('of a claim that is %s are all in one zip only if it was attested', (status) => {
    const isAttested = aStoredClaim(status).approved !== undefined;
    expect(papers(status, 'reader')?.some((page) => page.startsWith('export'))).toBe(isAttested);
  });
});

test('of a draft with many files it is said that its PDF may take a while', () => {
  const sizeOf = (count: number) => pageFor('draft', 'case_worker', { fileSizes: Array.from({ length: count }, () => ({ pageBytes: 1_000, originalBytes: 0 })) }).size;
  expect([sizeOf(20)?.includes('opptil et minutt'), sizeOf(21)?.includes('opptil et minutt')]).toEqual([false, true]);
});

test.each(claimStatuses)('the PDF’s size is told before it is made, not after: %s', (status) => {
  const isOpen = status === 'draft' || status === 'in_review';
  expect(pageFor(status).size).toBe(isOpen ? 'PDF-en blir om lag 12 MB, med 34 sider bilag.' : undefined);
  expect(renderToStaticMarkup(<ClaimPage page={pageFor(status)} />).includes('PDF-en blir om lag')).toBe(isOpen);
});

describe('the helper for KS’s form', () => {
  test('stands there once the claim is attested, for who sends it', () => {
    const hasHelper = (status: ClaimStatus, role: Role) => pageFor(status, role).helper !== undefined;
    expect(claimStatuses.filter((status) => hasHelper(status, 'finance'))).toEqual(['approved', 'submitted', 'settled']);
    expect(roles.filter((role) => hasHelper('approved', role))).toEqual(['case_worker', 'finance']);
  });

  test('has each value once, with an id of its own, labelled in the language of the claim', () => {
    const fields = pageFor('approved', 'finance', { reader: aReader('finance', 'en') }).helper?.fields ?? [];
    expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
    expect(fields.map(({ label }) => label)).toContain('Beløp som kreves');
    expect(fields[0]?.copy).toBe('Copy');
  });
});

describe('what the reader is told', () => {
  const headings = (fields: Parameters<typeof aClaimSubject>[0]) => claimPageView(aClaimSubject(fields)).notices.map(({ heading }) => heading);

  test('that it was returned, changed, withdrawn, attested outside, replaced', () => {
    expect(headings({ claim: aStoredClaim('draft', { returnedReason: 'Bilag mangler' }) })).toEqual(['Økonomi har sendt kravet tilbake']);
    expect(headings({ claim: aStoredClaim('in_review'), isChangedSinceSent: true })).toEqual(['Noe er endret etter at kravet ble sendt til attestasjon']);
    expect(headings({ claim: aStoredClaim('withdrawn', { withdrawnReason: 'Feil' }) })).toEqual(['Kravet er trukket']);
    expect(headings({ claim: aStoredClaim('replaced'), versions: { before: undefined, after: { id: 'c2', number: 8 } } })).toEqual(['Erstattet av krav 8']);
    expect(headings({})).toEqual([]);
  });

  test('what came, and why it differs', () => {
    const received = { on: calendarDate('2026-11-24'), amount: money('11000'), differenceReason: 'Reise avslått' };
    expect(pageFor('settled', 'finance', { claim: aStoredClaim('settled', { received }) }).figures.at(-1)).toMatchObject({ label: 'Mottatt fra KS', detail: 'Reise avslått' });
  });
});

describe('a form that came back', () => {
  const typed: StepTyped = { submittedOn: '', receivedOn: '', received: '', differenceReason: '', withdrawReason: '', replaceReason: '' };
  const after = (intent: ClaimIntent, fields: Partial<StepTyped>, errors: StepErrors) =>
    claimPageView(aClaimSubject({ claim: aStoredClaim('submitted') }), { attempt: { intent, typed: { ...typed, ...fields }, errors } });

  test.each([['11 000', 'mindre'], ['12 000', 'mer']])('%s kroner is said to be %s than claimed', (received, word) => {
    const fields = after('settle', { received }, { differenceReason: 'differenceMissing' }).acts?.form?.fields ?? [];
    expect(fields[2]?.error).toMatch(new RegExp(`^Det kom [\\d\\s\\u00a0,]+kr ${word} enn krevd`));
    expect(fields[1]).toMatchObject({ value: received });
  });

  test('keeps its place open, with its errors above its own button', () => {
    const { acts } = after('withdraw', {}, { withdrawReason: 'stepReasonMissing' });
    const withdraw = acts?.more.find(({ isOpen }) => isOpen);
    expect(withdraw?.form?.card).toMatchObject({ errorsId: 'withdraw-errors', isDanger: true, errors: { items: [{ href: '#withdrawReason' }] } });
    expect(acts?.form?.card.errors).toBeUndefined();
  });
});

test.each(languages)('no page in %s has a word left to fill in, and each is a whole', (language) => {
  for (const status of claimStatuses) {
    for (const role of roles) {
      const view = pageFor(status, role, { reader: aReader(role, language), mayAttest: role === 'finance', isChangedSinceSent: status === 'in_review' });
      const markup = renderToStaticMarkup(<ClaimPage page={view} />);
      expect(markup).not.toMatch(/\{\w+\}|undefined|\[object/);
      expect(markup.match(/<h1 /g)).toHaveLength(1);
      const ids = [...markup.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  }
});
