import { expect, test } from 'vitest';
import { isErasedName } from './erased-name.ts';

test.each(['Slettet person', 'Sletta person', 'Erased person', ' Slettet person '])('«%s» is nobody’s name any more', (name) => {
  expect(isErasedName(name)).toBe(true);
});

test.each(['', 'Slettet', 'Slettet personell', 'Ola Veileder'])('«%s» is not what an erased one is called', (name) => {
  expect(isErasedName(name)).toBe(false);
});
