import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { languages } from '#app/domain/programme.ts';
import { activitiesTable, activityGroups } from './activities-view.ts';
import { emptyActivity, readActivityForm, typedFromActivity } from './activity-form.ts';

const today = calendarDate('2026-11-24');
const activity = {
  kind: 'support', title: 'Lederstøtte i mars', startsOn: calendarDate('2026-03-01'), endsOn: calendarDate('2026-03-31'), place: 'Bodø', participants: 24,
} as const;
const faultsOf = (fields: object) => {
  const result = readActivityForm({ ...typedFromActivity(activity, 'nb'), ...fields }, today);
  return 'faults' in result ? Object.entries(result.faults).map(([field, { code }]) => `${field}: ${code}`) : [];
};

test.each(languages)('what the form shows reads back the same, in %s', (language) => {
  expect(readActivityForm(typedFromActivity(activity, language), today)).toEqual({ activity });
});

test('without a last day it is of one day; place and participants may come later', () => {
  expect(readActivityForm({ ...emptyActivity, title: 'Fagsamling', startsOn: '10.2.26' }, today)).toEqual({
    activity: { kind: 'gathering', title: 'Fagsamling', startsOn: '2026-02-10', endsOn: '2026-02-10', place: undefined, participants: undefined },
  });
});

test('asks for what it is, a title and a first day, and for days in order', () => {
  expect(faultsOf({ kind: '', title: '', startsOn: '', endsOn: '' })).toEqual(['kind: missing', 'title: missing', 'startsOn: missing']);
  expect(faultsOf({ kind: 'party' })).toEqual(['kind: choiceMissing']);
  expect(faultsOf({ endsOn: '28.2.26' })).toEqual(['endsOn: endsBeforeStart']);
  expect(faultsOf({ participants: 'mange' })).toEqual(['participants: wholeUnclear']);
});

describe('the page', () => {
  test('has a field for each part', () => {
    const groups = activityGroups({ typed: emptyActivity, faults: {}, language: 'nb' });
    expect(groups.flatMap(({ fields }) => fields.map(({ name }) => name)).sort()).toEqual(Object.keys(emptyActivity).sort());
  });

  test('lets nobody take away one with costs, nor change anything without the right to', () => {
    const cells = (mayEdit: boolean, costs: number) => activitiesTable({
      activities: [{ ...activity, id: 'a1' }], uses: new Map([['a1', costs]]), href: '/a', mayEdit, newFormKey: () => 'f', language: 'nb',
    }).rows[0]?.cells;
    expect(cells(false, 3)).toEqual(['Lederstøtte i mars', 'Lederstøtte', '01.03.2026–31.03.2026', 'Bodø', '24', '3']);
    expect(cells(true, 3)?.at(-1)).toMatchObject({ button: undefined });
    expect(cells(true, 0)?.at(-1)).toMatchObject({ button: { text: 'Ta bort Lederstøtte i mars', hidden: { act: 'remove', id: 'a1' } } });
  });
});
