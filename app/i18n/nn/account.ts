import type { account as bokmal } from '../nb/account.ts';

export const account: Record<keyof typeof bokmal, string> = {
  'account.device': '{browser} på {system}',
  'account.device.unknown': 'Ukjend nettlesar',
  'account.code.heading': 'Skriv koden frå appen',
  'account.code.lead.app': 'Passordet er rett. Opne autentiseringsappen på telefonen og skriv koden han viser no.',
  'account.code.lead.recovery': 'Passordet er rett. Bruk ein av reservekodane du fekk då du slo på totrinnsinnlogging.',
  'account.code.label': 'Kode frå appen',
  'account.code.hint': 'Seks siffer. Koden skiftar kvart halve minutt.',
  'account.code.recovery': 'Reservekode',
  'account.code.recovery.hint': 'Tolv bokstavar og tal, slik: ABCD-EFGH-JKLM. Kvar kode verkar éin gong.',
  'account.code.submit': 'Logg inn',
  'account.code.instead.recovery': 'Bruk ein reservekode i staden',
  'account.code.instead.app': 'Bruk koden frå appen i staden',
  'account.code.lost': 'Har du mista både telefonen og reservekodane? Den som driftar tenesta, kan slå av det andre trinnet når det er sikkert at det er deg.',
  'account.code.wrong': 'Koden er ikkje rett. Sjå over han, og sjå at klokka på telefonen går rett.',
  'account.code.used': 'Koden er alt brukt. Vent til appen viser ein ny, og skriv den.',
};

/** Spelt alike in bokmål and nynorsk: read, and right. */
export const alike: readonly (keyof typeof bokmal)[] = [
  'account.device',
  'account.code.recovery',
  'account.code.submit',
];
