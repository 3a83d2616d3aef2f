import { describe, expect, test } from 'vitest';
import { unreadableCauses } from '#app/domain/circumstances.ts';
import { languages } from '#app/domain/programme.ts';
import { acceptedEndings } from '#app/features/attachments/upload-kind.ts';
import { aFile, aMatter } from '#test/fixtures/expense-matter.ts';
import { aFee } from '#test/fixtures/factories.ts';
import { attachmentField, expenseFilesView, uploadField } from './expense-files-view.ts';
import type { ExpenseMatter } from './expense-matter.ts';

type State = Parameters<typeof expenseFilesView>[0];

const shownIn = (matter: ExpenseMatter, fields: Partial<State> = {}) => expenseFilesView({ matter, chosen: [], faults: {}, language: 'nb', ...fields });

/** What is offered at once, what is folded away, and what is ticked. */
function placesOf(matter: ExpenseMatter, fields: Partial<State> = {}) {
  const { offered, others } = shownIn(matter, fields);
  const options = [...offered, ...others?.options ?? []];
  return {
    offered: offered.map(({ id }) => id), others: others?.options.map(({ id }) => id) ?? [],
    ticked: options.filter(({ isChecked }) => isChecked).map(({ id }) => id),
  };
}

describe('where a file of the programme is shown', () => {
  const expenses = [aFee({ id: 'e1' }), aFee({ id: 'e2' })];
  const files = [aFile('free'), aFile('once'), aFile('twice'), aFile('letter')];
  const matter = aMatter({ expenses, files, uses: { e1: ['once', 'twice'], e2: ['twice'] }, grantLetterId: 'letter' });

  test.each<[string, Partial<State>, { offered: string[]; others: string[]; ticked: string[] }]>([
    ['nothing ticked: what nobody has', {}, { offered: ['free'], others: ['letter', 'once', 'twice'], ticked: [] }],
    ['a file others have is ticked', { chosen: ['twice'] }, { offered: ['twice', 'free'], others: ['letter', 'once'], ticked: ['twice'] }],
    ['the letter is ticked', { chosen: ['letter'] }, { offered: ['letter', 'free'], others: ['once', 'twice'], ticked: ['letter'] }],
    ['all are ticked, in an order of their own', { chosen: ['twice', 'free', 'letter', 'once'] },
      { offered: ['twice', 'free', 'letter', 'once'], others: [], ticked: ['twice', 'free', 'letter', 'once'] }],
    ['some are likely', { likely: ['once'] }, { offered: ['free', 'once'], others: ['letter', 'twice'], ticked: [] }],
    ['one is likely and ticked', { chosen: ['once'], likely: ['once'] }, { offered: ['once', 'free'], others: ['letter', 'twice'], ticked: ['once'] }],
    ['a ticked file is gone', { chosen: ['gone', 'free'] }, { offered: ['free'], others: ['letter', 'once', 'twice'], ticked: ['free'] }],
    ['a likely file is gone', { likely: ['gone'] }, { offered: ['free'], others: ['letter', 'once', 'twice'], ticked: [] }],
  ])('%s', (_, fields, places) => {
    expect(placesOf(matter, fields)).toEqual(places);
  });

  test('is one place, whatever is ticked or likely', () => {
    const ids = files.map(({ id }) => id);
    for (const chosen of ids) {
      for (const likely of ids) {
        const { offered, others } = placesOf(matter, { chosen: [chosen], likely: [likely] });
        expect([...offered, ...others].sort()).toEqual(ids.toSorted());
      }
    }
  });

  test('counts those folded away in its heading, and has no heading for none', () => {
    expect(shownIn(matter).others?.summary).toBe('Filer som andre utgifter har (3)');
    expect(shownIn(aMatter({ files: [aFile('free')] })).others).toBeUndefined();
  });

  test('the latest first, and those that came together by name, with numbers in their order', () => {
    const at = (day: number) => `2026-11-${day}T10:00:00.000Z`;
    const many = [
      aFile('a', { name: 'faktura 10.pdf', uploadedAt: at(24) }), aFile('b', { name: 'faktura 9.pdf', uploadedAt: at(24) }),
      aFile('c', { name: 'å.pdf', uploadedAt: at(24) }), aFile('d', { name: 'z.pdf', uploadedAt: at(24) }), aFile('e', { uploadedAt: at(25) }),
    ];
    expect(placesOf(aMatter({ files: many })).offered).toEqual(['e', 'b', 'a', 'd', 'c']);
  });
});

describe('a file to tick', () => {
  test('can be looked at in a tab of its own when a claim can hold it', () => {
    expect(shownIn(aMatter({ files: [aFile('a', { name: 'faktura.pdf' })] })).offered).toEqual([{
      id: 'a', name: 'faktura.pdf', detail: '2 sider · 117 kB', isChecked: false, href: '/organisations/o1/programmes/p1/files/a?view',
      thumbnail: { src: '/organisations/o1/programmes/p1/files/a/thumbnail', alt: 'Første side av faktura.pdf' }, unreadable: undefined,
      open: 'Vis', openLabel: 'Vis faktura.pdf i ny fane',
    }]);
  });

  test.each(unreadableCauses)('is fetched, never shown, when it can’t be read: %s', (cause) => {
    const [option] = shownIn(aMatter({ files: [aFile('x', { name: 'x.bin', state: { isReadable: false, cause } })] })).offered;
    expect(option).toMatchObject({ href: '/organisations/o1/programmes/p1/files/x', open: 'Last ned', openLabel: 'Last ned x.bin' });
    expect(option?.detail).toMatch(/^kan ikke tas med i kravet · /);
    expect(option?.thumbnail).toBeUndefined();
    expect(option?.unreadable).toMatch(/^«x\.bin» .{30,}\.$/);
  });

  test.each(languages)('is opened by words that name it in %s, since many links say the same', (language) => {
    const options = shownIn(aMatter({ files: [aFile('a'), aFile('b')] }), { language }).offered;
    expect(new Set(options.map(({ open }) => open)).size).toBe(1);
    for (const { openLabel, open, name } of options) {
      expect(openLabel).toContain(name);
      expect(openLabel.startsWith(open)).toBe(true);
    }
  });
});

describe('new files', () => {
  test('are sent along, several at once, and the limits are told beforehand', () => {
    const { upload, name, label } = shownIn(aMatter());
    expect(upload).toMatchObject({ name: uploadField, isMultiple: true, accept: acceptedEndings, error: undefined });
    expect(upload.hint).toContain('Høyst 15 MB per fil og 40 MB til sammen');
    expect([name, label]).toEqual([attachmentField, 'Vedlegg']);
    expect(uploadField).not.toBe(attachmentField);
  });

  test('have their own fault, apart from that of the ticked ones', () => {
    expect(shownIn(aMatter(), { faults: { upload: 'For stor' } })).toMatchObject({ error: undefined, upload: { error: 'For stor' } });
    expect(shownIn(aMatter(), { faults: { chosen: 'Borte' } })).toMatchObject({ error: 'Borte', upload: { error: undefined } });
  });
});
