import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { AuditCheck, AuditFault } from './audit-entry.ts';
import { HistoryPage } from './history-page.tsx';
import { historyView, type HistoryInput } from './history-view.ts';

const head = { sequence: 12, hash: 'ab12' };
const whole: AuditCheck = { isWhole: true, entries: 12, since: '2026-01-31T23:30:00.000Z', head };

function view(fields: Partial<HistoryInput> = {}) {
  const item = { key: '12', when: 'i dag', at: '2026-11-24T10:00:00.000Z', text: 'Kari endret beløpet.', details: ['beløp: 1'], link: { href: '/x', text: 'Til utgiften' } };
  return historyView({
    address: '/history', lead: 'Alt', list: { label: 'Endringer', items: [item] }, older: undefined, isFirstPage: true, check: whole, language: 'nb', ...fields,
  });
}

describe('the history', () => {
  test('is unchanged since its first entry, by the day in Norway, and shows the seal to keep', () => {
    const { seal } = view();
    expect(seal?.notice.heading).toBe('Historikken er uendret siden 01.02.2026');
    expect(seal?.text).toBe('Siste segl: nr. 12, ab12');
    expect(view({ check: { ...whole, entries: 1 } }).seal?.notice.text).toContain('seglet er regnet ut');
  });

  test.each<AuditFault>(['missing', 'altered', 'moved', 'cut', 'rewritten'])('says plainly when it is %s, and what to do now', (fault) => {
    const { seal } = view({ check: { isWhole: false, at: 7, fault } });
    expect(seal?.notice).toMatchObject({ tone: 'danger', heading: 'Historikken er endret utenfor systemet' });
    expect(seal?.notice.text).toContain('nr. 7');
    expect(seal?.text).toContain('Meld fra');
  });

  test('says nothing of seals before there is any, nor where they were not checked', () => {
    expect(view({ check: { isWhole: true, entries: 0, since: undefined, head } }).seal).toBeUndefined();
    expect(view({ check: undefined }).seal).toBeUndefined();
    expect(view({ check: 'unchecked' }).seal?.notice.link?.href).toBe('/history?check=yes');
  });

  test('leads to older entries and back to the latest', () => {
    expect(view().pagination).toBeUndefined();
    expect(view({ older: 51 }).pagination).toMatchObject({ previous: undefined, next: { href: '/history?before=51' } });
    expect(view({ isFirstPage: false }).pagination).toMatchObject({ previous: { href: '/history' }, next: undefined });
  });

  test('gives the time for machines too', () => {
    expect(renderToStaticMarkup(<HistoryPage page={view()} />)).toContain('<time class="subtle" dateTime="2026-11-24T10:00:00.000Z">i dag</time>');
  });

  test.each(['nb', 'nn', 'en'] as const)('is whole in %s', (language) => {
    for (const check of [whole, 'unchecked', { isWhole: false, at: 7, fault: 'cut' }] as const) {
      expect(renderToStaticMarkup(<HistoryPage page={view({ language, check, older: 3 })} />)).not.toMatch(/\{\w+\}|undefined|style=/);
    }
  });
});
