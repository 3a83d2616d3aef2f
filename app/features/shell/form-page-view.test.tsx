import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { FormPage } from './form-page.tsx';
import { factsOf, pageForm, type FormGroupView, type FormPageView } from './form-page-view.ts';

const groups: FormGroupView[] = [{
  legend: 'Vilkår',
  fields: [
    { kind: 'text', name: 'amount', label: 'Beløp', value: '315 000,00', unit: 'kr' },
    { kind: 'text', name: 'place', label: 'Sted', value: '' },
    { kind: 'select', name: 'letter', label: 'Brev', value: 'b', options: [{ value: 'a', text: 'en.pdf' }, { value: 'b', text: 'to.pdf' }] },
    { kind: 'checkbox', name: 'partPayment', label: 'Delutbetaling', isChecked: true },
    { kind: 'file', name: 'upload', label: 'Last opp' },
  ],
}];

test('for those who may only read a form is facts: units, words of choices, and what is not filled in', () => {
  expect(factsOf(groups, 'nb').map(({ label, value }) => [label, value])).toEqual([
    ['Beløp', '315 000,00\u00a0kr'], ['Sted', 'Ikke fylt ut'], ['Brev', 'to.pdf'], ['Delutbetaling', 'Ja'],
  ]);
});

test('in English those facts have the currency first and no space before %, as everywhere else', () => {
  const figure = { kind: 'text', name: 'x', label: 'x' } as const;
  const english: FormGroupView[] = [{ fields: [{ ...figure, value: '75,000.00', unit: 'NOK' }, { ...figure, value: '70', unit: '%' }, { ...figure, value: '', unit: '%' }] }];
  expect(factsOf(english, 'en').map(({ value }) => value)).toEqual(['NOK\u00a075,000.00', '70%', 'Not filled in']);
});

describe('the page', () => {
  const page: FormPageView = {
    title: 'Tilsagn', breadcrumbs: { label: 'Du er her', items: [{ href: '/', text: 'Forsiden' }], current: 'Tilsagn' },
    navs: [{ label: 'Oppsett', items: [{ href: '/a', text: 'A', isCurrent: true }] }], heading: { title: 'Tilsagn' }, notices: [],
  };
  const markupOf = (fields: Partial<FormPageView>) => renderToStaticMarkup(<FormPage page={{ ...page, ...fields }} />);

  test('tells what is wrong at the field and in the summary, which leads there', () => {
    const withError: FormGroupView[] = [{ fields: [{ kind: 'text', name: 'place', label: 'Sted', value: 'x', error: 'Skriv stedet.' }] }];
    const markup = markupOf({ form: pageForm(withError, { submit: 'Lagre', hidden: { version: 'v1' } }, 'nb') });
    expect(markup.match(/Skriv stedet\./g)).toHaveLength(2);
    expect(markup).toContain('href="#place"');
    expect(markup).toContain('name="version" value="v1"');
  });

  test('has a form for those who may change it, or facts for those who may read it', () => {
    expect(markupOf({ form: pageForm(groups, { submit: 'Lagre' }, 'nb') })).toContain('<form');
    const facts = markupOf({ facts: factsOf(groups, 'nb') });
    expect(facts).not.toContain('<form');
    expect(facts).toContain('<dt>Sted</dt>');
  });

  test('shows what collides, with the way to take what is stored', () => {
    const table = { caption: 'Det som er forskjellig', columns: [{ heading: 'Felt' }], rows: [{ key: 'a', cells: ['Sted'] }] };
    const markup = markupOf({ conflict: { table, takeStored: { href: '/stored', text: 'Behold det som er lagret' } } });
    expect(markup).toContain('<a class="ds-link" href="/stored">Behold det som er lagret</a>');
  });
});
