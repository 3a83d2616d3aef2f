import { describe, expect, test } from 'vitest';
import { permissions, reachOf, roles, type Permission, type Role } from '#app/domain/permissions.ts';
import { languages, type Language } from '#app/domain/programme.ts';
import { aMatter } from '#test/fixtures/expense-matter.ts';
import { aDay, aFee, aNotRefundable } from '#test/fixtures/factories.ts';
import { expensePageView, onwardLinks, removeButton, restoreButton, type Reader } from './expense-page-view.ts';

const place = '/organisations/o1/programmes/p1';

const readerIn = (role: Role, language: Language = 'nb'): Reader => ({ language, may: (permission) => reachOf(role, permission) !== undefined });
const caseWorker = readerIn('case_worker');

describe('the page of an expense', () => {
  test('shows only what it is given', () => {
    const page = expensePageView(aMatter(), { title: 'Før en utgift', effectOf: null }, caseWorker);
    expect(page).toMatchObject({ title: 'Før en utgift', heading: { title: 'Før en utgift', lead: undefined, actions: undefined } });
    expect([page.notices, page.facts]).toEqual([[], []]);
    expect([page.differences, page.form, page.effect, page.park, page.remove]).toEqual(Array.from({ length: 5 }));
  });

  test('hands on what it is given', () => {
    const parts = {
      notices: [{ tone: 'info', text: 'Kopi' }], facts: [{ label: 'Betalt', value: '01.03.2026' }],
      remove: { action: '/x', text: 'Slett' }, actions: [{ href: '/y', text: 'Videre' }],
    } as const;
    const page = expensePageView(aMatter(), { title: 'T', lead: 'Innledning', effectOf: null, ...parts }, caseWorker);
    expect(page).toMatchObject({ notices: parts.notices, facts: parts.facts, remove: parts.remove, heading: { lead: 'Innledning', actions: parts.actions } });
  });

  test('tells what the expense gives, or what is missing before it can be told, or nothing', () => {
    const effectOf = (expense: Parameters<typeof expensePageView>[1]['effectOf']) =>
      expensePageView(aMatter({ expenses: [] }), { title: 'T', effectOf: expense }, caseWorker).effect;
    expect(effectOf(aFee({ days: [aDay('2026-02-10', '20000')] }))?.figures.map(({ value }) => value))
      .toEqual(['1 dag', '20\u00a0000,00\u00a0kr', '18\u00a0000,00\u00a0kr', '12\u00a0600,00\u00a0kr']);
    expect(effectOf(undefined)).toMatchObject({ figures: [], empty: 'Fyll ut type, dag og beløp, så ser du hva som kommer tilbake.' });
    expect(effectOf(null)).toBeUndefined();
  });

  test('stands below the overview, which has the table of expenses', () => {
    const { frame } = expensePageView(aMatter(), { title: 'Før en utgift', effectOf: null }, caseWorker);
    expect(frame.nav.items.filter(({ isCurrent }) => isCurrent)).toEqual([{ href: place, text: 'Oversikt', isCurrent: true }]);
    expect(frame.breadcrumbs).toMatchObject({
      current: 'Før en utgift',
      items: [{ text: 'Forsiden' }, { href: '/organisations/o1', text: 'Gjøvik kommune' }, { href: place, text: 'LED skole 2026' }],
    });
  });

  test('does not lead a consultant to the organisation, which has no page for them', () => {
    const { frame } = expensePageView(aMatter(), { title: 'T', effectOf: null }, readerIn('consultant'));
    expect(frame.breadcrumbs.items.map(({ href }) => href)).toEqual(['/', place]);
  });
});

describe('the ways on from a stored expense', () => {
  test('are the next on the invoice and a copy', () => {
    expect(onwardLinks(aMatter(), 'e1', caseWorker)).toEqual([
      { href: `${place}/expenses/new?after=e1`, text: 'Før en til på samme faktura', variant: 'secondary' },
      { href: `${place}/expenses/new?copy=e1`, text: 'Lag kopi', variant: 'tertiary' },
    ]);
  });

  test.each(roles)('are open to %s only where costs may be logged', (role) => {
    const mayLog = role === 'case_worker';
    expect(onwardLinks(aMatter(), 'e1', readerIn(role)).length).toBe(mayLog ? 2 : 0);
  });

  test('ask for no other permission than the one to log', () => {
    const asked: Permission[] = [];
    onwardLinks(aMatter(), 'e1', { language: 'nb', may: (permission) => { asked.push(permission); return false; } });
    expect([...new Set(asked)]).toEqual(['expense.edit']);
    expect(permissions).toContain('expense.edit');
  });
});

describe('deleting, and taking it back', () => {
  const state = { formKey: 'key', language: 'nb' } as const;

  test('are sent to the same place, each with its own act, and only deleting looks dangerous', () => {
    expect(removeButton(aMatter(), 'e1', state)).toEqual({
      action: `${place}/expenses/e1/remove`, text: 'Slett utgiften', variant: 'tertiary', isDanger: true, hidden: { form_key: 'key', act: 'remove' },
    });
    const restore = restoreButton(aMatter(), 'e1', state);
    expect(restore).toMatchObject({ action: `${place}/expenses/e1/remove`, hidden: { form_key: 'key', act: 'restore' } });
    expect(restore).not.toHaveProperty('isDanger');
  });

  test('an expense can be deleted by a button whatever its kind', () => {
    const matter = aMatter({ expenses: [aNotRefundable('1', { id: 'e7' })] });
    expect(removeButton(matter, 'e7', state).action).toBe(`${place}/expenses/e7/remove`);
  });

  test.each(languages)('have their words in %s', (language) => {
    const texts = [removeButton(aMatter(), 'e1', { ...state, language }).text, restoreButton(aMatter(), 'e1', { ...state, language }).text];
    expect(new Set(texts).size).toBe(2);
    for (const text of texts) expect(text).toMatch(/^\p{Lu}\p{Ll}+/u);
  });
});
