import { describe, expect, test } from 'vitest';
import { attestedStatuses, claimStatuses, type ClaimStatus } from '#app/domain/claim-status.ts';
import { languages } from '#app/domain/programme.ts';
import { aMatter } from '#test/fixtures/expense-matter.ts';
import { attestedClaimOf } from './attested-claim.ts';
import { parkView } from './park-view.ts';

const claimed = (status: ClaimStatus) => new Map([['e1', { claimId: 'c1', number: 7, status }]]);
const viewOf = (matter: ReturnType<typeof aMatter>, more: Partial<Parameters<typeof parkView>[0]> = {}) =>
  parkView({ matter, expenseId: 'e1', formKey: 'key', language: 'nb', ...more });

describe('setting an expense aside', () => {
  test('is folded away, and asks for a reason with a way to say no', () => {
    expect(viewOf(aMatter())).toEqual({
      summary: 'La utgiften vente', isOpen: false, lead: 'Da holdes den utenfor kravene til du tar den med igjen.', takeIn: undefined,
      form: {
        card: {
          action: '/organisations/o1/programmes/p1/expenses/e1', isPlain: true, hidden: { form_key: 'key', act: 'park' }, submit: 'La den vente',
          errorsId: 'park-errors', errors: undefined,
        },
        reason: { name: 'parked_reason', label: 'Hvorfor skal den vente?', value: '', error: undefined, maxLength: 300 },
      },
    });
  });

  test('keeps the reason that could not be used, opens, and says what is wrong', () => {
    expect(viewOf(aMatter(), { typed: ' ', error: 'Skriv hvorfor' })).toMatchObject({
      isOpen: true, form: { reason: { value: ' ', error: 'Skriv hvorfor' }, card: { errors: { items: [{ href: '#parked_reason', text: 'Skriv hvorfor' }] } } },
    });
  });

  test('has a summary of faults of its own, since the page has another form', () => {
    expect(viewOf(aMatter(), { error: 'Feil' })?.form?.card.errorsId).toBe('park-errors');
  });

  test.each(claimStatuses)('is not offered while a claim that is %s has it', (status) => {
    expect(viewOf(aMatter({ claimed: claimed(status) }))).toBeUndefined();
  });

  test('is not offered for one that is not there', () => {
    expect(viewOf(aMatter(), { expenseId: 'gone' })).toBeUndefined();
  });
});

describe('taking it in again', () => {
  const parked = { e1: 'Venter på <faktura> & {svar}' };

  test('is offered with the reason as it was written, and no form for another', () => {
    expect(viewOf(aMatter({ parked }))).toMatchObject({
      isOpen: true, form: undefined, lead: 'Utgiften venter til et senere krav. Grunn: Venter på <faktura> & {svar}',
      takeIn: { action: '/organisations/o1/programmes/p1/expenses/e1', text: 'Ta den med igjen', hidden: { form_key: 'key', act: 'unpark' } },
    });
  });

  test('is offered also for one that a claim names, so that nothing stays set aside for ever', () => {
    expect(viewOf(aMatter({ parked, claimed: claimed('draft') }))?.takeIn).toBeDefined();
  });

  test.each(languages)('has its words in %s', (language) => {
    const [aside, back] = [viewOf(aMatter(), { language }), viewOf(aMatter({ parked }), { language })];
    expect(back?.lead).toContain(parked.e1);
    expect(new Set([aside?.summary, aside?.lead, aside?.form?.card.submit, back?.takeIn?.text, back?.lead]).size).toBe(5);
  });
});

describe('the attested claim of an expense', () => {
  test.each(claimStatuses)('%s', (status) => {
    const claim = attestedClaimOf({ claimed: claimed(status) }, 'e1');
    expect(claim?.number).toBe(attestedStatuses.includes(status) ? 7 : undefined);
  });

  test('is none for an expense in no claim', () => {
    expect(attestedClaimOf({ claimed: claimed('approved') }, 'e2')).toBeUndefined();
  });
});
