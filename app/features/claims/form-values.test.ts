import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { moneyToText, sum } from '#app/domain/money.ts';
import { languages, type Language, type Programme } from '#app/domain/programme.ts';
import { amountIn, aRichProgramme, plain, someProgrammes, wordsFor } from '#test/fixtures/assessments.ts';
import { aProgramme } from '#test/fixtures/factories.ts';
import { formFields, formValues } from './form-values.ts';

function valuesOf(programme: Programme): Record<string, string> {
  return Object.fromEntries(formValues(wordsFor(programme)).map(([label, value]) => [label, plain(value).replaceAll('\u00a0', ' ')]));
}

test('the values come in the order of KS’s form', () => {
  expect(Object.entries(valuesOf(aRichProgramme()))).toEqual([
    ['Type krav', 'Ordinære OU-tilsagn'],
    ['Tilsagnsnummer (KS’ referanse)', '25/12345 (i brevet: 25/12345-1)'],
    ['Søker', 'Gjøvik kommune'],
    ['Organisasjonsnummer', '940 155 223'],
    ['Kontonummer', '1813 64 45320'],
    ['Adresse', 'Rådhusgata 1, 2815 Gjøvik'],
    ['Kontaktperson', 'Kari Saksbehandler'],
    ['E-post', 'kari@example.no'],
    ['Telefon', '61189500'],
    ['Tiltak', 'LED skole 2026'],
    ['Gjennomført', '15.01.2026–30.06.2026'],
    ['Antall ledere', '24'],
    ['Honorar, uten mva.', '90 000,00 kr (kostnad 100 500,50 kr)'],
    ['Reise, uten mva.', '2 412,35 kr'],
    ['Opphold, uten mva.', '1 895,00 kr'],
    ['Grunnlag i alt', '94 307,35 kr'],
    ['Refusjonsprosent', '70 %'],
    ['Beløp som kreves', '66 015,15 kr'],
    ['Erklæring', 'Tiltaket er gjennomført, utgiftene er betalt, og beløpene er uten merverdiavgift.'],
  ]);
});

test.each(languages)('the kind of claim has KS’s own name, to be found in its form, in %s too', (language) => {
  expect(plain(formValues(wordsFor(aProgramme(), language))[0]?.[1] ?? '')).toMatch(/^Ordinære OU-tilsagn\b/);
});

describe('the reference', () => {
  test.each([
    ['21/12345-1', '21/12345 (i brevet: 21/12345-1)'], ['21/12345', '21/12345'], [' 21/12345 ', '21/12345'], ['OU 17', 'OU 17'],
    ['', 'mangler'], [undefined, 'mangler'],
  ])('«%s» → «%s»', (reference, shown) => {
    expect(valuesOf(aProgramme({ grant: { reference } }))['Tilsagnsnummer (KS’ referanse)']).toBe(shown);
  });
});

describe('what is not filled in', () => {
  test.each([undefined, '', ' '])('a number left as «%s» is said to be missing', (blank) => {
    const values = valuesOf(aProgramme({ organisation: { organisationNumber: blank, bankAccount: blank } }));
    expect([values['Organisasjonsnummer'], values['Kontonummer']]).toEqual(['mangler', 'mangler']);
  });

  test('an address and a telephone left blank have no line', () => {
    const address = { street: '', postalCode: '', city: ' ' };
    const contact = { name: 'Kari', email: 'k@example.no', phone: '' };
    const labels = Object.keys(valuesOf(aProgramme({ organisation: { address }, contact })));
    expect(labels).not.toContain('Adresse');
    expect(labels).not.toContain('Telefon');
  });

  test('of an address, what there is stands there', () => {
    const address = { street: '', postalCode: '2815', city: 'Gjøvik' };
    expect(valuesOf(aProgramme({ organisation: { address } }))['Adresse']).toBe('2815 Gjøvik');
  });
});

test('a number that is no organisation or account number is shown as it was typed', () => {
  const values = valuesOf(aProgramme({ organisation: { organisationNumber: '12345', bankAccount: '1234.56.78901' } }));
  expect([values['Organisasjonsnummer'], values['Kontonummer']]).toEqual(['12345', '1234.56.78901']);
});

test('a part payment is declared as one', () => {
  expect(valuesOf(aProgramme({ grant: { partPayment: true } }))['Erklæring']).toContain('delutbetaling');
  expect(valuesOf(aProgramme({ grant: { partPayment: false } }))['Erklæring']).not.toContain('delutbetaling');
});

test('the amounts per kind add up to the basis, and the amount claimed is the refund', () => {
  fc.assert(fc.property(someProgrammes, (programme) => {
    const values = valuesOf(programme);
    const basisOf = (label: string) => amountIn(values[`${label}, uten mva.`]?.replace(/ \(kostnad .*$/, ''));
    const { totals } = wordsFor(programme).calculation;
    expect(moneyToText(sum(['Honorar', 'Reise', 'Opphold'].map(basisOf)))).toBe(moneyToText(totals.basis));
    expect(moneyToText(amountIn(values['Grunnlag i alt']))).toBe(moneyToText(totals.basis));
    if (wordsFor(programme).calculation.terms.percent === undefined) expect(values['Beløp som kreves']).toBe('kan ikke regnes ut ennå');
    else expect(moneyToText(amountIn(values['Beløp som kreves']))).toBe(moneyToText(totals.refund));
  }));
});

describe('what is Norwegian in an English claim', () => {
  const valueOf = (language: Language, label: 'document.form.claimType' | 'document.form.organisation' | 'document.form.measure' | 'document.form.address') => {
    const words = wordsFor(aProgramme(), language);
    return formFields(words).find((field) => field.label === words.t(label))?.value;
  };

  test('is marked: KS’s name of the kind of claim, the organisation, the address, the programme', () => {
    expect(valueOf('en', 'document.form.claimType')).toEqual([{ text: 'Ordinære OU-tilsagn', language: 'nb' }, { text: ' (ordinary OU grants)' }]);
    expect(valueOf('en', 'document.form.organisation')).toEqual([{ text: 'Gjøvik kommune', language: 'nb' }]);
    expect(valueOf('en', 'document.form.measure')).toEqual([{ text: 'LED skole 2026', language: 'nb' }]);
    expect(valueOf('en', 'document.form.address')).toEqual([{ text: 'Rådhusgata 1, 2815 Gjøvik', language: 'nb' }]);
  });

  test('is not, in its own language', () => {
    expect([valueOf('nb', 'document.form.claimType'), valueOf('nb', 'document.form.measure')]).toEqual(['Ordinære OU-tilsagn', 'LED skole 2026']);
  });
});
