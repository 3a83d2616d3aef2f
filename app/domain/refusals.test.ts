import { describe, expect, test } from 'vitest';
import { aDay, aFee, anActual, aNotRefundable, aProgramme } from '#test/fixtures/factories.ts';
import { calendarDate } from './calendar-date.ts';
import type { AttachmentState, Circumstances } from './circumstances.ts';
import { pathToText } from './finding.ts';
import { termsOf } from './grant.ts';
import { percent } from './money.ts';
import type { Programme } from './programme.ts';
import { calculateRefund } from './refund.ts';
import { findRefusals } from './refusals.ts';
import { findWarnings } from './warnings.ts';

const readable = (sha256: string): AttachmentState => ({ isReadable: true, pages: 1, sha256 });
const gjovik = { name: 'Gjøvik', organisationNumber: '940155223', isInFund: true };

function circumstances(fields: Partial<Circumstances> = {}): Circumstances {
  return {
    today: calendarDate('2026-11-23'), registerEntry: gjovik,
    attachments: new Map([['faktura-1001.pdf', readable('aa')], ['tilsagnsbrev.pdf', readable('bb')]]), ...fields,
  };
}

function found(programme: Programme, given: Partial<Circumstances> = {}) {
  const calculation = calculateRefund(programme.expenses, termsOf(programme.grant, programme.facts.startsOn));
  const subject = { programme, calculation, circumstances: circumstances(given) };
  const asText = (finding: { code: string; path: readonly (string | number)[] }) => `${finding.code} @ ${pathToText(finding.path)}`;
  return { refusals: findRefusals(subject).map(asText), warnings: findWarnings(subject).map(asText) };
}

test('a complete, finished and paid programme is claimed without a word', () => {
  expect(found(aProgramme())).toEqual({ refusals: [], warnings: [] });
});

describe('a claim is refused when', () => {
  const future = '2026-11-24';
  const cases: [string, Programme, string, Partial<Circumstances>?][] = [
    ['D13: Oslo has a fund of its own', aProgramme(), 'oslo_own_fund @ organisation.name', { registerEntry: { ...gjovik, isInFund: false } }],
    ['the organisation number is missing', aProgramme({ organisation: { organisationNumber: undefined } }), 'organisation_number_missing @ organisation.organisationNumber'],
    ['the organisation number is blank', aProgramme({ organisation: { organisationNumber: ' ' } }), 'organisation_number_missing @ organisation.organisationNumber'],
    ['the organisation number has a wrong check digit', aProgramme({ organisation: { organisationNumber: '940155224' } }), 'organisation_number_invalid @ organisation.organisationNumber'],
    ['the account number is missing', aProgramme({ organisation: { bankAccount: undefined } }), 'bank_account_missing @ organisation.bankAccount'],
    ['the account number has a wrong check digit', aProgramme({ organisation: { bankAccount: '18136445321' } }), 'bank_account_invalid @ organisation.bankAccount'],
    ['the last day of the grant is missing', aProgramme({ grant: { expiresOn: undefined } }), 'grant_expiry_missing @ grant.expiresOn'],
    ['the grant reference is missing', aProgramme({ grant: { reference: '' } }), 'grant_reference_missing @ grant.reference'],
    ['no percentage is known', aProgramme({ grant: { appliedOn: calendarDate('2018-01-01') } }), 'percent_missing @ grant.percent'],
    ['the programme is not finished', aProgramme({ facts: { endsOn: calendarDate(future) } }), 'programme_not_finished @ programme.endsOn'],
    ['part payment covers an activity that is not finished', aProgramme({
      facts: { endsOn: calendarDate('2027-06-30') }, grant: { partPayment: true },
      activities: [{ id: 'a1', kind: 'seminar', title: 'Seminar', startsOn: calendarDate('2026-11-23'), endsOn: calendarDate(future) }],
    }), 'activity_not_finished @ activities[0].endsOn'],
    ['a service day lies in the future', aProgramme({ expenses: [aFee({ days: [aDay('2026-02-10', '1'), aDay(future, '1')] })] }), 'service_day_in_future @ expenses[0].days[1].on'],
    ['a journey lies in the future', aProgramme({ expenses: [anActual('travel', '1', { incurredOn: calendarDate(future) })] }), 'service_day_in_future @ expenses[0].incurredOn'],
    ['an expense is not paid', aProgramme({ expenses: [aFee({ paidOn: undefined })] }), 'expense_not_paid @ expenses[0].paidOn'],
    ['an expense is to be paid tomorrow', aProgramme({ expenses: [aFee({ paidOn: calendarDate(future) })] }), 'expense_not_paid @ expenses[0].paidOn'],
    ['an expense has no consultant', aProgramme({ expenses: [anActual('accommodation', '1', { consultant: undefined })] }), 'consultant_missing @ expenses[0].consultant'],
    ['a fee has no service day', aProgramme({ expenses: [aFee(), aFee({ days: [] })] }), 'service_day_missing @ expenses[1].days'],
    ['an expense has no attachment', aProgramme({ expenses: [aFee({ attachments: [] })] }), 'attachment_missing @ expenses[0].attachments'],
    ['an attachment is unreadable', aProgramme(), 'attachment_unreadable @ expenses[0].attachments[0]', {
      attachments: new Map([['tilsagnsbrev.pdf', readable('bb')], ['faktura-1001.pdf', { isReadable: false, cause: 'truncated' }]]),
    }],
    ['the grant letter is unreadable', aProgramme(), 'attachment_unreadable @ grant.letter', { attachments: new Map([['faktura-1001.pdf', readable('aa')]]) }],
    ['an expense stands in another claim', aProgramme({ expenses: [aFee({ id: 'dobbel' })] }), 'expense_in_other_claim @ expenses[0]', { expensesClaimedElsewhere: new Set(['dobbel']) }],
    ['nothing comes back', aProgramme({ expenses: [aFee({ id: 'f' }), aFee({ creditOf: 'f', days: [aDay('2026-02-10', '-15000')] })] }), 'refund_not_positive @ expenses'],
    ['the programme was changed since it was opened', aProgramme(), 'claim_changed @ ', { isChangedSinceOpened: true }],
  ];

  test.each(cases)('%s', (_name, programme, refusal, given) => {
    expect(found(programme, given).refusals).toEqual([refusal]);
  });

  test('a file used by several lines is refused once, also when only a cost that is not claimed uses it', () => {
    const programme = aProgramme({ expenses: [aFee(), aFee({ days: [aDay('2026-02-11', '1')] }), aNotRefundable('5', { attachments: ['leie.pdf', 'leie.pdf'] })] });
    const attachments = new Map<string, AttachmentState>([['tilsagnsbrev.pdf', readable('bb')], ['faktura-1001.pdf', { isReadable: false, cause: 'password' }]]);
    expect(found(programme, { attachments }).refusals).toEqual(['attachment_unreadable @ expenses[0].attachments[0]', 'attachment_unreadable @ expenses[2].attachments[0]']);
  });
});

describe('a claim is not refused when', () => {
  test('it ends today', () => expect(found(aProgramme({ facts: { endsOn: calendarDate('2026-11-23') } })).refusals).toEqual([]));
  test('the letter allows part payment and the claimed activities are over', () => {
    expect(found(aProgramme({ facts: { endsOn: calendarDate('2027-06-30') }, grant: { partPayment: true } })).refusals).toEqual([]);
  });
  test('a cost that is not refundable lacks payment, consultant and attachment', () => {
    expect(found(aProgramme({ expenses: [aFee(), aNotRefundable('8000', { incurredOn: calendarDate('2026-12-24') })] })).refusals).toEqual([]);
  });
});

describe('a claim is warned about when', () => {
  const oneDay = [{ id: 'a1', kind: 'support' as const, title: 'Lederstøtte', startsOn: calendarDate('2026-02-10'), endsOn: calendarDate('2026-02-10') }];
  const credit = (amount: string) => aFee({ creditOf: 'f', days: [aDay('2026-02-10', amount)] });
  const cases: [string, Programme, string, Partial<Circumstances>?][] = [
    ['the grant has expired', aProgramme({ grant: { expiresOn: calendarDate('2026-11-22') } }), 'grant_expired @ grant.expiresOn'],
    ['the grant expires today', aProgramme({ grant: { expiresOn: calendarDate('2026-11-23') } }), 'grant_expiring @ grant.expiresOn'],
    ['the grant expires within sixty days', aProgramme({ grant: { expiresOn: calendarDate('2027-01-22') } }), 'grant_expiring @ grant.expiresOn'],
    ['the grant letter is missing', aProgramme({ grant: { letter: undefined } }), 'grant_letter_missing @ grant.letter'],
    ['the reference is no case number', aProgramme({ grant: { reference: 'OU 17' } }), 'grant_reference_unusual @ grant.reference'],
    ['the rule set is unverified', aProgramme({ grant: { appliedOn: calendarDate('2025-10-01') } }), 'rule_set_unverified @ grant'],
    ['the organisation number is not the municipality’s', aProgramme({ organisation: { organisationNumber: '123456785' } }), 'organisation_number_not_municipality @ organisation.organisationNumber'],
    ['the register knows no such organisation', aProgramme(), 'organisation_number_not_municipality @ organisation.organisationNumber', { registerEntry: undefined }],
    ['another large programme runs', aProgramme(), 'two_large_programmes @ programme.name', { otherRunningProgrammes: ['LED barnehage'] }],
    ['70 % is claimed for one day', aProgramme({ activities: oneDay }), 'single_day_activity @ activities[0]'],
    ['two lines are alike', aProgramme({ expenses: [anActual('travel', '5'), anActual('travel', '5')] }), 'possible_duplicate @ expenses[1]'],
    ['one file came under two names', aProgramme({ expenses: [aFee({ attachments: ['faktura-1001.pdf', 'kopi.pdf'] })] }), 'same_file_twice @ expenses[0].attachments[1]', {
      attachments: new Map([['faktura-1001.pdf', readable('aa')], ['kopi.pdf', readable('aa')], ['tilsagnsbrev.pdf', readable('bb')]]),
    }],
    ['a credit note lowers another day', aProgramme({ expenses: [aFee({ id: 'f' }), aFee({ creditOf: 'f', days: [aDay('2026-02-11', '-1')] })] }), 'credit_note_elsewhere @ expenses[1]'],
    ['a credit note is another consultant’s', aProgramme({ expenses: [aFee({ id: 'f' }), aFee({ creditOf: 'f', consultant: 'k2', days: [aDay('2026-02-10', '-1')] })] }), 'credit_note_elsewhere @ expenses[1]'],
    ['a service day lies before the programme', aProgramme({ expenses: [aFee({ days: [aDay('2026-02-10', '1'), aDay('2019-02-10', '1')] })] }), 'day_outside_programme @ expenses[0].days[1].on'],
    ['a service day lies after the programme', aProgramme({ expenses: [aFee({ days: [aDay('2026-07-01', '1')] })] }), 'day_outside_programme @ expenses[0].days[0].on'],
    ['a journey is more than a week before it', aProgramme({ expenses: [anActual('travel', '1', { incurredOn: calendarDate('2026-01-07') })] }), 'day_outside_programme @ expenses[0].incurredOn'],
    ['a stay is more than a week after it', aProgramme({ expenses: [anActual('accommodation', '1', { incurredOn: calendarDate('2026-07-08') })] }), 'day_outside_programme @ expenses[0].incurredOn'],
    ['a credit note is larger than its invoice', aProgramme({ expenses: [aFee({ id: 'f' }), aFee({ id: 'g', days: [aDay('2026-02-11', '20000')] }), credit('-15000.01')] }), 'credit_note_too_large @ expenses[2]'],
    ['credit notes together are larger than their invoice', aProgramme({
      expenses: [credit('-8000'), aFee({ id: 'f' }), aFee({ id: 'g', days: [aDay('2026-02-11', '20000')] }), credit('-7000.01'), credit('-1')],
    }), 'credit_note_too_large @ expenses[3]'],
    ['a fee does not say what it is for', aProgramme({ expenses: [aFee({ description: ' ' })] }), 'fee_without_specification @ expenses[0].description'],
  ];

  test.each(cases)('%s', (_name, programme, warning, given) => {
    expect(found(programme, given)).toEqual({ refusals: [], warnings: [warning] });
  });

  test('but not for a journey the week before it, nor for a credit note of all its invoice', () => {
    const journeys = ['2026-01-08', '2026-07-07'].map((on) => anActual('travel', '1', { incurredOn: calendarDate(on) }));
    expect(found(aProgramme({ expenses: [...journeys, aFee({ id: 'f' }), credit('-15000')] })).warnings).toEqual([]);
  });

  test('nor for a cost outside the programme that the fund never refunds', () => {
    const expenses = [aFee(), aNotRefundable('5', { incurredOn: calendarDate('2019-02-10') })];
    expect(found(aProgramme({ expenses })).warnings).toEqual([]);
  });

  test('but not for one day at another percentage', () => {
    expect(found(aProgramme({ activities: oneDay, grant: { percent: percent('60') } })).warnings).toEqual([]);
  });
});
