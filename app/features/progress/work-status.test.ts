import { describe, expect, test } from 'vitest';
import { faultText } from '#app/features/shell/fault-text.ts';
import { readWorkStatus } from './read-work-status.ts';
import { workStatus } from './work-status.ts';

const work = { progress: { stage: 'opening', done: 1, total: 5 }, ending: undefined, requestId: 'r-17' } as const;

describe('what a person is told of their work', () => {
  test('how much of it is done, where that is known', () => {
    expect(workStatus(work, 'nb')).toEqual({ state: 'under_way', text: 'Åpner fil 2 av 5', done: 1, total: 5 });
    expect(workStatus({ ...work, progress: { stage: 'waiting' } }, 'nb')).toEqual({ state: 'under_way', text: 'Venter på tur: andre dokumenter lages først' });
  });

  test('where it has led, and whether that is a file', () => {
    expect(workStatus({ ...work, ending: { leadsTo: '/krav', isFile: false } }, 'nb')).toEqual({ state: 'done', text: 'Ferdig.', leadsTo: '/krav', isFile: false });
    expect(workStatus({ ...work, ending: { leadsTo: '/deler', isFile: true } }, 'nb')).toMatchObject({ text: 'Dokumentet kommer av seg selv. Gjør det ikke det, hent det her.', isFile: true });
  });

  test.each([403, 422, 503, 500])('what went wrong, in the words of any page, and a number to tell: %s', (status) => {
    const told = workStatus({ ...work, ending: { status } }, 'nb');
    expect(told).toEqual({ state: 'failed', text: faultText(status, { language: 'nb', requestId: 'r-17' }).split('\n').join(' ') });
    expect(told.text).toContain('r-17');
  });

  test('that it is gone, and what to do', () => {
    const { state, text } = workStatus(undefined, 'nb');
    expect(state).toBe('gone');
    expect(text).toContain('tjenesten startet på nytt');
    expect(text).toContain('Gå tilbake, og be om det på nytt');
  });
});

test('an answer of the status address is read, and any other is none', () => {
  const status = workStatus(work, 'nb');
  expect(readWorkStatus(status)).toEqual(status);
  for (const other of [undefined, null, 'text', {}, { state: 'done' }, []]) expect(readWorkStatus(other)).toBeUndefined();
});
