import { describe, expect, test } from 'vitest';
import { money } from '#app/domain/money.ts';
import type { Language } from '#app/domain/programme.ts';
import type { AuditEntry, SubjectNames } from './audit-entry.ts';
import { auditListView } from './audit-view.ts';

const names: SubjectNames = {
  names: new Map([['p1', 'LED skole 2026'], ['k1', 'Ola Veileder']]),
  expenses: new Map([
    ['e1', { kind: 'fee', amount: money('20000'), description: 'Prosessveiledning', isDeleted: false }],
    ['e2', { kind: 'travel', amount: money('2412.50'), description: undefined, isDeleted: true }],
  ]),
};

function item(entry: Partial<AuditEntry>, language: Language = 'nb', hasLinks = true) {
  const whole: AuditEntry = {
    sequence: 7, at: '2026-07-01T22:30:00.000Z', actorName: 'Kari Nordmann', action: 'expense.changed', subject: { kind: 'expense', id: 'e1' },
    programmeId: 'p1', facts: {}, ...entry,
  };
  return auditListView({ entries: [whole], names, organisationId: 'o1', hasLinks, language }).items[0] ?? expect.fail('No item');
}

describe('an entry', () => {
  test('says who did what to which, when by the clock in Norway, and what it was and became', () => {
    expect(item({ facts: { amount: { from: '20000.00', to: '18000.00' } } })).toEqual({
      key: '7', at: '2026-07-01T22:30:00.000Z', when: '02.07.2026 kl.\u00a000.30',
      text: 'Kari Nordmann endret utgiften «Prosessveiledning».',
      details: ['beløp: fra 20\u00a0000,00 til 18\u00a0000,00'],
      link: { href: '/organisations/o1/programmes/p1/expenses/e1', text: 'Til utgiften' },
    });
  });

  test('is told in the reader’s language', () => {
    expect(item({}, 'nn').text).toBe('Kari Nordmann endra utgifta «Prosessveiledning».');
    expect(item({}, 'en')).toMatchObject({ text: 'Kari Nordmann changed the expense “Prosessveiledning”.', when: '2\u00a0Jul\u00a02026, 00:30' });
  });

  test('names an expense without description by kind and amount', () => {
    expect(item({ subject: { kind: 'expense', id: 'e2' } }).text).toBe('Kari Nordmann endret utgiften «Reise 2\u00a0412,50».');
  });

  test('names what is gone by the name it had then', () => {
    const gone = item({ action: 'activity.removed', subject: { kind: 'activity', id: 'a9' }, facts: { title: 'Fagsamling 1' } });
    expect(gone.text).toBe('Kari Nordmann tok bort samlingen «Fagsamling 1».');
    expect(item({ action: 'activity.removed', subject: { kind: 'activity', id: 'a9' } }).text).toBe('Kari Nordmann tok bort samlingen «uten navn».');
  });

  test('of an invitation or an e-mail written before names were left out of them reads as well', () => {
    const sent = { action: 'invitation.sent', subject: { kind: 'invitation', id: 'i9' }, facts: { name: 'Nora', email: 'nora@sorvik.example' } };
    expect(item(sent)).toMatchObject({ text: 'Kari Nordmann inviterte Nora.', details: ['navn: Nora', 'e-post: nora@sorvik.example'] });
    const again = { action: 'mail.sent_again', subject: { kind: 'mail', id: 'm9' }, facts: { recipient: 'nora@sorvik.example' } };
    expect(item(again)).toMatchObject({ text: 'Kari Nordmann sendte en e-post på nytt.', details: ['mottaker: nora@sorvik.example'] });
  });

  test('of an action without a sentence of its own is told all the same', () => {
    expect(item({ action: 'expense.sung' }).text).toBe('Kari Nordmann gjorde en endring («expense.sung») som gjelder «Prosessveiledning».');
  });

  test('leads to its claim, but not to a draft that was thrown away', () => {
    const claim = { subject: { kind: 'claim', id: 'c1' }, facts: { number: 4 } };
    expect(item({ ...claim, action: 'claim.approved' })).toMatchObject({ text: 'Kari Nordmann attesterte krav 4.', details: [], link: { text: 'Til kravet' } });
    expect(item({ ...claim, action: 'claim.discarded' }).link?.text).toBe('LED skole 2026');
    expect(item({ ...claim, action: 'claim.approved' }, 'nb', false).link).toBeUndefined();
  });
});

describe('a fact', () => {
  const details = (facts: AuditEntry['facts'], language: Language = 'nb') => item({ facts }, language).details;

  test.each([
    [{ paidOn: { from: null, to: '2026-03-01' } }, 'betalt: fylt ut med 01.03.2026'],
    [{ paidOn: { from: '2026-03-01', to: null } }, 'betalt: 01.03.2026 er tatt bort'],
    [{ days: '2026-02-10: 20000.00, 2026-02-11: 15000.50' }, 'dag: 10.02.2026: 20\u00a0000,00, 11.02.2026: 15\u00a0000,50'],
    [{ kind: { from: 'fee', to: 'travel' } }, 'type: fra honorar til reise'],
    [{ reason: 'venue' }, 'grunn: leie av lokale'],
    [{ reason: 'Venter på kreditnota' }, 'grunn: Venter på kreditnota'],
    [{ role: 'finance' }, 'rolle: økonomi'],
    [{ role: 'lecturer' }, 'rolle: foredragsholder'],
    [{ language: { from: 'nb', to: 'nn' } }, 'språk: fra bokmål til nynorsk'],
    [{ allowsExternalAttestation: { from: 'false', to: 'true' } }, 'attestasjon utenfor systemet er tillatt: fra nei til ja'],
    [{ description: 'Dag 2026-02-10 à 20000.00' }, 'beskrivelse: Dag 2026-02-10 à 20000.00'],
    [{ percent: { from: '70', to: '66.67' } }, 'refusjonsprosent: fra 70\u00a0% til 66,67\u00a0%'],
    [{ partPayment: { from: 'false', to: 'true' } }, 'delutbetaling: fra nei til ja'],
    [{ scopes: 'programmes:read claims:read' }, 'åpner for: lese programmer, lese krav'],
    [{ scopes: 'claims:read what:is-gone' }, 'åpner for: lese krav, what:is-gone'],
    [{ somethingNew: 'x' }, 'somethingNew: x'],
  ])('%j reads «%s»', (facts, wanted) => {
    expect(details(facts)).toEqual([wanted]);
  });

  test('that did not change, or is nothing, or only proves a file, is not told', () => {
    expect(details({ name: { from: 'a', to: 'a' }, description: null, place: { from: null, to: null }, sha256: 'abc', pdf: 'abc' })).toEqual([]);
  });

  test('told in the sentence is not told again', () => {
    expect(item({ action: 'attachment.added', subject: { kind: 'attachment', id: 'f1' }, facts: { count: 2, files: 'a.pdf, b.pdf' } })).toMatchObject({
      text: 'Kari Nordmann lastet opp a.pdf, b.pdf.', details: ['antall filer: 2'],
    });
  });
});
