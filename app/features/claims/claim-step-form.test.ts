import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { money } from '#app/domain/money.ts';
import { longestStepReason, readSettlement, readStepReason, readSubmission, stepFields, type StepTyped } from './claim-step-form.ts';

const today = calendarDate('2026-11-24');
const nothing = { submittedOn: '', receivedOn: '', received: '', differenceReason: '', withdrawReason: '', replaceReason: '' };
const typed = (fields: Partial<StepTyped>): StepTyped => ({ ...nothing, ...fields });

describe('the day a claim was sent', () => {
  const limits = { today, approvedOn: calendarDate('2026-11-20') };

  test.each(['24.11.2026', '24/11-26', '2026-11-24', '24. november'])('«%s» is read as people write it', (submittedOn) => {
    expect(readSubmission(typed({ submittedOn }), limits)).toEqual({ values: { submittedOn: '2026-11-24' } });
  });

  test.each([
    ['', 'dayMissing'], ['i går', 'dayUnclear'], ['31.11.2026', 'dayUnclear'], ['25.11.2026', 'dayInFuture'], ['19.11.2026', 'dayBeforeApproval'],
  ])('«%s» is refused: %s', (submittedOn, error) => {
    expect(readSubmission(typed({ submittedOn }), limits)).toEqual({ errors: { submittedOn: error } });
  });

  test('may be the day it was attested', () => {
    expect(readSubmission(typed({ submittedOn: '20.11.2026' }), limits)).toHaveProperty('values');
  });
});

describe('what came from KS', () => {
  const limits = { today, submittedOn: calendarDate('2026-11-20'), refund: money('25200') };
  const settle = (fields: Partial<StepTyped>) => readSettlement(typed({ receivedOn: '24.11.2026', received: '25 200', ...fields }), limits);

  test.each(['25 200,00', '25.200,-', 'kr 25200', '25200'])('«%s» is what was claimed, and needs no reason', (received) => {
    expect(settle({ received })).toMatchObject({ values: { receivedOn: '2026-11-24', reason: '' } });
  });

  test.each(['25 199,99', '0', '30 000'])('«%s» is another amount, and needs one', (received) => {
    expect(settle({ received })).toEqual({ errors: { differenceReason: 'differenceMissing' } });
    expect(settle({ received, differenceReason: ' Reise avslått ' })).toMatchObject({ values: { reason: 'Reise avslått' } });
  });

  test('every fault is told at once, each at its field', () => {
    expect(settle({ receivedOn: '1.1.2026', received: '-5', differenceReason: 'x'.repeat(longestStepReason + 1) })).toEqual({
      errors: { receivedOn: 'dayBeforeSubmission', received: 'amountNegative', differenceReason: 'stepReasonTooLong' },
    });
    expect(settle({ receivedOn: '', received: '' })).toEqual({ errors: { receivedOn: 'dayMissing', received: 'amountMissing' } });
    expect(settle({ received: '18,000' })).toEqual({ errors: { received: 'amountUnclear' } });
  });

  test('whatever is typed is read or refused with a fault at one of its fields', () => {
    fc.assert(fc.property(fc.string(), fc.string(), fc.string(), (receivedOn, received, differenceReason) => {
      const reading = settle({ receivedOn, received, differenceReason });
      if ('values' in reading) expect(reading.values.received.gte(0)).toBe(true);
      else expect(Object.keys(reading.errors).every((field) => stepFields.some((each) => each === field))).toBe(true);
    }));
  });
});

describe.each(['withdrawReason', 'replaceReason'] as const)('%s', (field) => {
  test.each(['', '  ', '\n'])('«%s» is no reason', (text) => {
    expect(readStepReason(field, typed({ [field]: text }))).toEqual({ errors: { [field]: 'stepReasonMissing' } });
  });

  test('is kept without the space around it', () => {
    expect(readStepReason(field, typed({ [field]: ' Feil faktura\n' }))).toEqual({ values: { reason: 'Feil faktura' } });
  });
});
