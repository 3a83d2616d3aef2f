import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { Role } from '#app/domain/permissions.ts';
import { aReader, aSmallProgramme } from '#test/fixtures/claim-subjects.ts';
import { anOverview } from '#test/fixtures/overviews.ts';
import { ClaimList } from './claim-list.tsx';
import { claimListView } from './claim-list-view.ts';

function listOf(standing: Parameters<typeof anOverview>[1], role: Role = 'case_worker') {
  const { claims } = anOverview(aSmallProgramme(), standing);
  return claimListView({
    organisationId: 'o1', organisationName: 'Gjøvik kommune', programmeId: 'p1', programmeName: 'LED skole 2026', claims, notices: [], reader: aReader(role),
  });
}

const cellTexts = ({ table }: ReturnType<typeof listOf>) => table?.rows.map(({ cells }) => cells.map((cell) => (typeof cell === 'string' ? cell : cell.text ?? cell.status?.text)?.replaceAll('\u00a0', ' ')));

describe('a programme’s claims', () => {
  test('the newest first, with basis and amount claimed: as frozen, or as they would be today', () => {
    expect(cellTexts(listOf({ attested: [['fee']], drafts: [['journey', 'rent']] }))).toEqual([
      ['Krav 2', 'Utkast', '1 000,00', '700,00', ''],
      ['Krav 1', 'Attestert', '15 000,00', '10 500,00', ''],
    ]);
  });

  test('one that was withdrawn is set back', () => {
    expect(listOf({ withdrawn: [['fee']] }).table?.rows.map(({ isMuted }) => isMuted)).toEqual([true]);
  });

  test('each leads to its page', () => {
    expect(renderToStaticMarkup(<ClaimList page={listOf({ drafts: [['fee']] })} />)).toContain('href="/organisations/o1/programmes/p1/claims/c1"');
  });

  test('before there is one, says what a claim is, and lets who may make the first', () => {
    const make = { href: '/organisations/o1/programmes/p1/claims/new', text: 'Lag krav' };
    expect(listOf({})).toMatchObject({ table: undefined, empty: { heading: 'Ingen krav ennå', action: make } });
    expect(listOf({}, 'reader').empty?.action).toBeUndefined();
    expect(listOf({ drafts: [['fee']] }).heading.actions).toEqual([{ ...make, variant: 'primary' }]);
    expect(listOf({ drafts: [['fee']] }, 'finance').heading.actions).toEqual([]);
  });
});
