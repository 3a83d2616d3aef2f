import { describe, expect, test } from 'vitest';
import { roles } from '#app/domain/permissions.ts';
import { acceptedNotice, justAccepted } from './accepted-notice.ts';

const noticeAt = (query: string, role: (typeof roles)[number] = 'finance', language: 'nb' | 'nn' | 'en' = 'nb') => (
  acceptedNotice(new URL(`http://localhost:3000/organisations/o-1${query}`), { organisation: 'Sørvik kommune', role, language }));

describe('one who has just accepted', () => {
  test.each([
    ['nb', 'Du har nå tilgang til Sørvik kommune som økonomimedarbeider.'], ['nn', 'Du har no tilgang til Sørvik kommune som økonomimedarbeidar.'],
    ['en', 'You now have access to Sørvik kommune as a finance officer.'],
  ] as const)('is told in %s where they came in, and as what', (language, text) => {
    expect(noticeAt(justAccepted, 'finance', language)).toEqual([{ tone: 'success', isDone: true, text }]);
  });

  test.each(roles)('is told the role: %s', (role) => {
    expect(noticeAt(justAccepted, role).map(({ text }) => text)).toEqual([expect.stringMatching(/^Du har nå tilgang til Sørvik kommune (som|med) \p{L}/u)]);
  });
});

test.each(['', '?done=', '?done=saved', '?x=accepted'])('nobody else is told so (%s)', (query) => {
  expect(noticeAt(query)).toEqual([]);
});
