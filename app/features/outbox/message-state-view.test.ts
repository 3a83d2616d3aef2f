import { describe, expect, test } from 'vitest';
import { languages } from '#app/domain/programme.ts';
import { messageState } from './message-state-view.ts';
import { readSendFault, SendFault, sendFaultCodes, type ListedMessage } from './outbox-message.ts';
import { delayAfterTryMs, mostTries } from './retry-delays.ts';

/** How it stands with an e-mail, in words that say what to do. */

const message: ListedMessage = {
  id: 'm-1', kind: 'invitation', recipient: 'kari@sorvik.example', subject: 'Invitasjon', createdAt: '2026-11-24T10:00:00.000Z', tries: 0,
  nextTryAt: '2026-11-24T10:05:00.000Z', sentAt: undefined, deadAt: undefined, lastFault: undefined, canBeSentAgain: false,
};
const dead = { tries: 10, deadAt: '2026-11-25T10:00:00.000Z' };

describe('an e-mail', () => {
  test.each<[string, Partial<ListedMessage>, { text: string; tone: string }, string | undefined]>([
    ['not tried yet waits', {}, { text: 'Venter på å bli sendt', tone: 'info' }, undefined],
    ['under way is tried again', { tries: 1 }, { text: 'Prøver igjen', tone: 'warning' }, 'Neste forsøk 24.11.2026 kl.\u00a011.05.'],
    ['turned away is tried again, and why', { tries: 2, lastFault: 'unreachable' }, { text: 'Prøver igjen', tone: 'warning' },
      'Fikk ikke kontakt med e-posttjeneren. Neste forsøk 24.11.2026 kl.\u00a011.05.'],
    ['sent is sent, whatever went wrong before', { tries: 3, sentAt: '2026-11-24T10:07:00.000Z', lastFault: 'tls' },
      { text: 'Sendt', tone: 'success' }, '24.11.2026 kl.\u00a011.07'],
    ['given up is told with the mail server’s number', { ...dead, lastFault: 'recipient 550' }, { text: 'Ikke sendt', tone: 'danger' },
      'E-posttjeneren tok ikke imot for denne mottakeren. Se etter om adressen er riktig. (Svar 550 fra e-posttjeneren.)'],
    ['given up for no reason noted', dead, { text: 'Ikke sendt', tone: 'danger' }, undefined],
    ['taken back is no failure', { ...dead, lastFault: 'not_needed' }, { text: 'Skal ikke sendes', tone: 'neutral' },
      'Det den gjaldt, er trukket eller erstattet av en ny.'],
    ['with a fault of another version is refused', { ...dead, lastFault: 'later_word 421' }, { text: 'Ikke sendt', tone: 'danger' },
      'E-posttjeneren ville ikke sende e-posten. (Svar 421 fra e-posttjeneren.)'],
  ])('%s', (_name, changes, status, detail) => {
    expect(messageState({ ...message, ...changes }, 'nb')).toEqual({ status, detail });
  });

  test.each(languages)('has words of its own for every fault: %s', (language) => {
    const told = sendFaultCodes.map((code) => messageState({ ...message, ...dead, lastFault: code }, language).detail);
    expect(new Set(told).size).toBe(sendFaultCodes.length);
    expect(told).not.toContain(undefined);
  });
});

describe('a fault', () => {
  test.each(sendFaultCodes)('is read as it was written: %s', (code) => {
    expect(readSendFault(new SendFault(code).message)).toEqual({ code, status: undefined });
    expect(readSendFault(new SendFault(code, 421).message)).toEqual({ code, status: '421' });
  });
});

describe('the next try', () => {
  const delays = Array.from({ length: mostTries }, (_, index) => delayAfterTryMs(index + 1) / 60_000);

  test('never comes sooner than the one before did, and all of them take most of a day', () => {
    expect(delays).toEqual(delays.toSorted((a, b) => a - b));
    const hours = delays.slice(0, -1).reduce((sum, minutes) => sum + minutes, 0) / 60;
    expect(hours).toBeGreaterThan(12);
    expect(hours).toBeLessThan(24);
  });

  test('has a time also where the number is out of bounds', () => {
    expect([0, -1, 11, 1_000].map((number) => delayAfterTryMs(number) / 60_000)).toEqual([1, 1, 480, 480]);
  });
});
