import type { account as bokmal } from '../nb/account.ts';

export const account: Record<keyof typeof bokmal, string> = {
  'account.device': '{browser} on {system}',
  'account.device.unknown': 'Unknown browser',
  'account.code.heading': 'Enter the code from the app',
  'account.code.lead.app': 'The password is right. Open the authenticator app on your phone and enter the code it shows now.',
  'account.code.lead.recovery': 'The password is right. Use one of the recovery codes you were given when you turned on two-step sign-in.',
  'account.code.label': 'Code from the app',
  'account.code.hint': 'Six digits. The code changes every half minute.',
  'account.code.recovery': 'Recovery code',
  'account.code.recovery.hint': 'Twelve letters and digits, like this: ABCD-EFGH-JKLM. Each code works once.',
  'account.code.submit': 'Sign in',
  'account.code.instead.recovery': 'Use a recovery code instead',
  'account.code.instead.app': 'Use the code from the app instead',
  'account.code.lost': 'Lost both the phone and the recovery codes? Whoever runs the service can turn the second step off once they know it is you.',
  'account.code.wrong': 'The code is not right. Check it, and check that the clock on your phone is right.',
  'account.code.used': 'The code has been used already. Wait until the app shows a new one, and enter that.',
};
