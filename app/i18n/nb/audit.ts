export const audit = {
  'audit.heading': 'Dette har skjedd',
} as const;
