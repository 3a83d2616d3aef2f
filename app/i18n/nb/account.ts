/** A person's own account: sign-in, second factor, password, sessions. */
export const account = {
  'account.device': '{browser} på {system}',
  'account.device.unknown': 'Ukjent nettleser',
  'account.code.heading': 'Skriv koden fra appen',
  'account.code.lead.app': 'Passordet er riktig. Åpne autentiserings-appen på telefonen og skriv koden den viser nå.',
  'account.code.lead.recovery': 'Passordet er riktig. Bruk en av reservekodene du fikk da du slo på totrinnsinnlogging.',
  'account.code.label': 'Kode fra appen',
  'account.code.hint': 'Seks sifre. Koden skifter hvert halve minutt.',
  'account.code.recovery': 'Reservekode',
  'account.code.recovery.hint': 'Tolv bokstaver og tall, slik: ABCD-EFGH-JKLM. Hver kode virker én gang.',
  'account.code.submit': 'Logg inn',
  'account.code.instead.recovery': 'Bruk en reservekode i stedet',
  'account.code.instead.app': 'Bruk koden fra appen i stedet',
  'account.code.lost': 'Har du mistet både telefonen og reservekodene? Den som drifter tjenesten, kan slå av det andre trinnet når det er sikkert at det er deg.',
  'account.code.wrong': 'Koden er ikke riktig. Se over den, og se at klokka på telefonen går riktig.',
  'account.code.used': 'Koden er brukt allerede. Vent til appen viser en ny, og skriv den.',
} as const;
