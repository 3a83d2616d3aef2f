import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { claimStatuses, type ClaimStatus } from '#app/domain/claim-status.ts';
import { money } from '#app/domain/money.ts';
import { languages } from '#app/domain/programme.ts';
import { ClaimLife } from './claim-life.tsx';
import { claimLifeView } from './claim-life-view.ts';
import { claimStatusView } from './claim-status-view.ts';
import type { StoredClaim } from './claims.repository.server.ts';

const stored: StoredClaim = {
  id: 'c1', programmeId: 'p1', number: 7, status: 'settled', version: 5, preparedBy: 'u1', preparers: new Set(['u1']), preparedAt: '2026-11-20T23:30:00.000Z',
  contentSha256: undefined, replaces: undefined, returnedReason: undefined, withdrawnReason: undefined,
  approved: {
    by: 'u2', at: '2026-11-22T09:00:00.000Z', externalAttestation: undefined, cost: money('1'), eligible: money('1'), basis: money('1'), refund: money('1'),
    snapshotJson: '', claimJson: '', pdfSha256: '', pdfBytes: 0,
  },
  submittedOn: calendarDate('2026-11-23'), received: { on: calendarDate('2026-11-24'), amount: money('25200'), differenceReason: undefined },
};

const reader = { language: 'nb' as const, may: () => true };
const names = new Map([['u1', 'Siri'], ['u2', 'Odd']]);
const lifeOf = (status: ClaimStatus, fields: Partial<StoredClaim> = {}) => claimLifeView({ claim: { ...stored, ...fields, status }, names, reader });

describe('a claim’s life', () => {
  test('tells who did what when, in Norwegian days', () => {
    expect(lifeOf('settled').steps.map(({ text, detail }) => [text, detail?.replaceAll('\u00a0', ' ')])).toEqual([
      ['Utkast', 'Siri, 21.11.2026'], ['Til attestasjon', undefined], ['Attestert', 'Odd, 22.11.2026'], ['Sendt til KS', '23.11.2026'],
      ['Oppgjort', '25 200,00 kr, 24.11.2026'],
    ]);
  });

  test.each([
    ['draft', 'current ahead ahead ahead ahead'], ['in_review', 'done current ahead ahead ahead'], ['approved', 'done done current ahead ahead'],
    ['submitted', 'done done done current ahead'], ['settled', 'done done done done current'],
  ] as const)('%s: %s', (status, states) => {
    expect(lifeOf(status).steps.map(({ state }) => state).join(' ')).toBe(states);
  });

  test('ends where it was taken back, after what it had reached', () => {
    expect(lifeOf('withdrawn').steps.map(({ key }) => key)).toEqual(['draft', 'in_review', 'approved', 'submitted', 'withdrawn']);
    expect(lifeOf('replaced', { submittedOn: undefined }).steps.map(({ key }) => key)).toEqual(['draft', 'in_review', 'approved', 'replaced']);
  });

  test('says nothing of what lies ahead, and a person who is unknown is left out', () => {
    expect(lifeOf('approved').steps.slice(3).map(({ detail }) => detail)).toEqual([undefined, undefined]);
    expect(claimLifeView({ claim: { ...stored, status: 'draft' }, names: new Map(), reader }).steps[0]?.detail).toBe('21.11.2026');
  });

  test('one the organisation has erased is named so', () => {
    const erased = new Map([['u1', undefined]]);
    expect(claimLifeView({ claim: { ...stored, status: 'draft' }, names: erased, reader }).steps[0]?.detail).toBe('Slettet person, 21.11.2026');
  });

  test('is a list with one current step; each step’s state is there in words', () => {
    const markup = renderToStaticMarkup(<ClaimLife life={lifeOf('approved')} />);
    expect(markup).toMatch(/^<ol class="claim-life" aria-label="Kravets gang">/);
    expect(markup.match(/aria-current="step"/g)).toHaveLength(1);
    expect(markup).toContain('<span class="ds-sr-only"> (her er kravet nå)</span>');
    expect(markup.match(/\(ferdig\)/g)).toHaveLength(2);
    expect(markup.match(/\(gjenstår\)/g)).toHaveLength(2);
  });
});

test.each(languages)('every status has its own word in %s', (language) => {
  const words = claimStatuses.map((status) => claimStatusView(status, language).text);
  expect(new Set(words).size).toBe(claimStatuses.length);
});
