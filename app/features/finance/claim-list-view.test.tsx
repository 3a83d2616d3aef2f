import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { money, zero } from '#app/domain/money.ts';
import type { ListedClaim } from '#app/features/claims/listed-claim.ts';
import { exportRefusals } from '#app/features/exports/export-kinds.ts';
import { noFilter } from './claim-filter.ts';
import { ClaimListPage } from './claim-list-page.tsx';
import type { ClaimListInput } from './claim-list-input.ts';
import { claimListView } from './claim-list-view.ts';

function aListedClaim(fields: Partial<ListedClaim> = {}): ListedClaim {
  return {
    id: 'c7', programmeId: 'p1', programmeName: 'LED skole 2026', number: 7, status: 'settled', preparedAt: '2026-11-20T10:00:00.000Z',
    approvedAt: '2026-11-21T10:00:00.000Z', submittedOn: calendarDate('2026-11-22'), receivedOn: calendarDate('2026-12-01'),
    refund: money('8400'), received: money('8400'), isFrozen: true, ...fields,
  };
}

function view(fields: Partial<ClaimListInput> = {}) {
  return claimListView({
    organisationId: 'o1', organisationName: 'Gjøvik kommune', filter: noFilter, programmes: [{ id: 'p1', facts: { name: 'LED skole 2026' } }],
    years: [2026], claims: [aListedClaim()], expected: new Map(), more: { above: false, below: false }, refused: undefined, mayDownload: true, language: 'nb',
    sums: { claims: 1, frozen: 1, refund: money('8400'), received: money('8400'), difference: zero, outstanding: zero }, ...fields,
  });
}

const markup = (fields: Partial<ClaimListInput> = {}) => renderToStaticMarkup(<ClaimListPage page={view(fields)} />);

describe('the list', () => {
  test('sends the ticked claims and the filter together, without JavaScript', () => {
    const html = markup({ filter: { ...noFilter, group: 'settled' } });
    expect(html).toMatch(/<form id="export" method="get" action="\/organisations\/o1\/claims\/export"/);
    expect(html).toMatch(/<input type="hidden" name="status" value="settled"/);
    expect(html).toMatch(/<input type="checkbox"[^>]* name="claim" aria-label="Velg krav 7" form="export" value="c7"/);
    for (const kind of ['pdf', 'xlsx', 'csv']) expect(html).toContain(`name="as" value="${kind}"`);
  });

  test('shows the filter that is on', () => {
    expect(view({ filter: { group: 'sent', programmeId: 'p1', year: 2026, text: 'krav 7' } }).filter.fields.map((field) => 'value' in field && field.value))
      .toEqual(['sent', 'p1', '2026', 'krav 7']);
  });

  test('has no boxes and no documents for those who may not download', () => {
    const page = view({ mayDownload: false });
    expect(page.export).toBeUndefined();
    expect(page.table?.columns[0]?.heading).toBe('Krav og program');
    expect(JSON.stringify(page.table)).not.toContain('/pdf');
  });

  test('leads on both ways with the filter kept', () => {
    const claims = [aListedClaim({ number: 120 }), aListedClaim({ number: 71 })];
    const { pagination } = view({ claims, filter: { ...noFilter, year: 2026 }, more: { above: true, below: true } });
    expect(pagination?.previous?.href).toBe('/organisations/o1/claims?year=2026&above=120');
    expect(pagination?.next?.href).toBe('/organisations/o1/claims?year=2026&below=71');
  });

  test('shows what a claim that waits would give, and that it is not settled yet', () => {
    const waiting = aListedClaim({ status: 'in_review', refund: undefined, received: undefined, isFrozen: false });
    const cells = view({ claims: [waiting], expected: new Map([['c7', money('8400')]]) }).table?.rows[0]?.cells ?? [];
    expect(cells[7]).toEqual({ text: '8\u00a0400,00', detail: 'foreløpig' });
    expect(cells.slice(8, 10)).toEqual(['', '']);
  });

  test('mutes what does not count, and says that it does not', () => {
    const page = view({ claims: [aListedClaim({ status: 'withdrawn' })] });
    expect(page.table?.rows[0]?.isMuted).toBe(true);
    expect(page.figuresNote).toContain('teller ikke med');
    expect(view().figuresNote).toBeUndefined();
  });

  test('tells apart that there is no claim from that none matches', () => {
    const none = { claims: [], sums: { claims: 0, frozen: 0, refund: zero, received: zero, difference: zero, outstanding: zero } };
    expect(view(none).empty?.heading).toBe('Ingen krav er laget ennå');
    expect(view({ ...none, filter: { ...noFilter, year: 2025 } }).empty?.heading).toBe('Ingen krav passer til utvalget');
    // Nothing to filter or add up before the first claim; a filter that finds nothing can be changed.
    expect([markup(none), markup({ ...none, filter: { ...noFilter, year: 2025 } })].map((html) => html.includes('claim-filter'))).toEqual([false, true]);
  });

  test.each(exportRefusals)('says what to do when the export came to nothing: %s', (code) => {
    const [notice] = view({ refused: { code, numbers: '4, 5' } }).notices;
    expect(notice?.heading).toBe('Ingenting ble lastet ned');
    expect(notice?.text?.length).toBeGreaterThan(40);
  });

  test.each(['nb', 'nn', 'en'] as const)('is whole in %s', (language) => {
    expect(markup({ language })).not.toMatch(/\{\w+\}|undefined|style=/);
  });
});
