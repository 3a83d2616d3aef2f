import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { FormFields, type FormFieldView } from './form-fields.tsx';

const words = { label: 'Dag', hint: 'For eksempel 10.2.26.', error: 'Skriv en dag.' };
const options = [{ value: 'a', text: 'Reise' }, { value: 'b', text: 'Opphold' }];

/** One field of each kind, all with a hint and a fault. */
const everyKind: readonly FormFieldView[] = [
  { kind: 'text', name: 'text', value: 'x', ...words },
  { kind: 'area', name: 'area', value: 'x', ...words },
  { kind: 'select', name: 'select', value: 'b', options, empty: 'Velg', ...words },
  { kind: 'radios', name: 'radios', value: 'b', options, ...words },
  { kind: 'checkbox', name: 'checkbox', isChecked: true, ...words },
  { kind: 'checkboxes', name: 'checkboxes', options: options.map((option) => ({ ...option, isChecked: option.value === 'b' })), ...words },
  { kind: 'file', name: 'file', isMultiple: true, accept: '.pdf', ...words },
];

const markup = (field: FormFieldView) => renderToStaticMarkup(<FormFields fields={[field]} />);
const without = (field: FormFieldView): FormFieldView => ({ ...field, hint: undefined, error: undefined });
const found = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map((match) => match[1] ?? '');
const ids = (html: string) => found(html, / id="([^"]+)"/g);
const controls = (html: string) => found(html, /(<(?:input|select|textarea)[^>]*>)/g);

describe.each(everyKind.map((field): [string, FormFieldView] => [field.kind, field]))('a field of kind %s', (_, field) => {
  test('is named by a label for each control', () => {
    const labelled = found(markup(field), /<label[^>]* for="([^"]+)"/g);
    expect(labelled).toEqual(controls(markup(field)).map((control) => / id="([^"]+)"/.exec(control)?.[1]));
  });

  test('has the id its link in the error summary leads to, and no id twice', () => {
    const all = ids(markup(field));
    expect(all).toContain(field.name);
    expect(new Set(all).size).toBe(all.length);
    expect(ids(markup({ ...field, id: 'second' }))).toContain('second');
  });

  test('is described by its hint and its fault, which both are there', () => {
    const html = markup(field);
    const described = found(html, /aria-describedby="([^"]+)"/g).flatMap((list) => list.split(' '));
    expect(described).toEqual([`${field.name}-hint`, `${field.name}-error`]);
    for (const id of described) expect(ids(html)).toContain(id);
    expect(html).toContain(words.hint);
    expect(html).toContain(words.error);
    expect(controls(html).every((control) => control.includes('aria-invalid="true"'))).toBe(true);
  });

  test('says nothing of a hint or a fault it has not', () => {
    expect(markup(without(field))).not.toMatch(/aria-describedby|aria-invalid|data-field/);
  });

  test('carries no style of its own, which the page would not be let', () => {
    expect(markup(field)).not.toContain('style=');
  });

  test('says when it may be left empty', () => {
    expect(markup({ ...field, optional: '(valgfritt)' })).toContain('<span class="optional"> (valgfritt)</span>');
  });
});

describe('a line of text', () => {
  const text = (changes: object) => markup({ kind: 'text', name: 'amount', label: 'Beløp', value: '20 000', ...changes });

  test('with a unit holds a figure', () => {
    expect(text({ unit: 'kr' })).toMatch(/inputMode="decimal"[^>]*maxLength="40"/i);
    expect(text({ unit: 'kr' })).toContain('<span class="ds-field-affix" aria-hidden="true">kr</span>');
  });

  test('has its unit where its figure is written with it: English writes the currency first', () => {
    const order = (unit: string) => [text({ unit }).indexOf('ds-field-affix"'), text({ unit }).indexOf('<input')];
    expect(order('kr')).toEqual(order('kr').toSorted((a, b) => b - a));
    expect(order('NOK')).toEqual(order('NOK').toSorted((a, b) => a - b));
  });

  test('without one has a limit all the same', () => {
    expect(text({})).toMatch(/maxLength="200"/i);
    expect(text({})).not.toMatch(/inputMode/i);
  });

  test('may be a password, which the browser may fill in', () => {
    expect(text({ type: 'password', autoComplete: 'current-password' })).toMatch(/type="password" autoComplete="current-password"/i);
  });

  test('that must be filled in says so to a screen reader, without the browser stopping the form', () => {
    expect(text({ isRequired: true })).toContain('aria-required="true"');
    expect(text({ isRequired: true })).not.toContain(' required');
  });
});

test('what is chosen is chosen', () => {
  const chosen = (kind: FormFieldView['kind']) => everyKind.filter((field) => field.kind === kind).map(markup).join('');
  expect(chosen('select')).toContain('<option value="b" selected="">Opphold</option>');
  expect(chosen('select')).toContain('<option value="">Velg</option>');
  for (const kind of ['radios', 'checkboxes'] as const) {
    expect(controls(chosen(kind)).map((control) => control.includes('checked=""'))).toEqual([false, true]);
  }
  expect(chosen('checkbox')).toMatch(/checked="" value="yes"|value="yes" checked=""/);
});

test('a box sends a yes, also where its words came with the empty value of a field that was never ticked', () => {
  const words = { name: 'partPayment', label: 'Brevet tillater delutbetaling', value: '' };
  expect(markup({ kind: 'checkbox', ...words, isChecked: false })).toContain('value="yes"');
});

test('choices stand under their question, each with what explains it', () => {
  const html = markup({
    kind: 'radios', name: 'kind', label: 'Hva gjelder utgiften?', value: '', isInline: true,
    options: [{ value: 'fee', text: 'Honorar', hint: 'Til ekstern konsulent' }],
  });
  expect(html).toContain('<legend class="ds-label">Hva gjelder utgiften?</legend>');
  expect(html).toContain('choices-inline');
  expect(html).toContain('aria-describedby="kind-choice"');
  expect(ids(html)).toContain('kind-choice');
});

test('several faults of one field stand each by itself, and are all told with the control', () => {
  const html = markup({ kind: 'file', name: 'upload', label: 'Filer', error: 'A er tom.\nB er låst.' });
  expect([...html.matchAll(/data-field="validation">([^<]+)</g)].map(([, text]) => text)).toEqual(['A er tom.', 'B er låst.']);
  expect(html).toContain('aria-describedby="upload-error"');
});

test('files are many where many may be sent, of the kinds that are taken', () => {
  expect(everyKind.filter(({ kind }) => kind === 'file').map(markup).join('')).toMatch(/type="file" accept=".pdf" multiple=""/);
});
