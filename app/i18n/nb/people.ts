export const people = {
  'people.signIn.heading': 'Logg inn',
} as const;
