import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { FieldGroup } from './field-group.tsx';
import { FormCard, type FormCardView } from './form-card.tsx';
import { formErrors } from './form-errors.ts';
import { PostButton } from './post-button.tsx';

const html = (element: ReactElement) => renderToStaticMarkup(element);
const form = (changes: Partial<FormCardView>) => html(<FormCard form={{ submit: 'Lagre', ...changes }}><hr /></FormCard>);

describe('a form', () => {
  test('is sent to its own page, unseen by the address, unless it says otherwise', () => {
    expect(form({})).toMatch(/^<form method="post" class/);
    expect(form({ method: 'get', action: '/krav' })).toMatch(/^<form method="get" action="\/krav"/);
  });

  test('leaves validation to the page, which speaks the right language', () => {
    expect(form({})).toContain('novalidate=""');
  });

  test('carries its hidden fields', () => {
    expect(form({ hidden: { formKey: 'k', version: '3' } }))
      .toContain('<input type="hidden" name="formKey" value="k"/><input type="hidden" name="version" value="3"/>');
  });

  test('sends files only when it has some', () => {
    expect(form({ hasFiles: true })).toContain('encType="multipart/form-data"');
    expect(form({})).not.toContain('encType');
  });

  test('tells what has to be mended after the fields and before the buttons', () => {
    const text = form({ errors: { heading: 'Rett opp', items: [{ href: '#day', text: 'Skriv en dag.' }] }, errorsId: 'faults' });
    const places = ['<hr/>', 'id="faults"', '<a class="ds-link" href="#day">Skriv en dag.</a>', 'type="submit"'].map((part) => text.indexOf(part));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    expect(text).toMatch(/role="group" aria-labelledby="faults-heading"/);
  });

  test('says when what stands in it was never saved: it has faults, or came back for another reason', () => {
    const marked = 'data-unsaved="true"';
    expect([form({}), form({ isUnsaved: true }), form({ errors: { heading: 'Rett opp', items: [] } })].map((text) => text.includes(marked))).toEqual([false, true, true]);
  });

  test('has one primary button, the other ways to send it, and a way out', () => {
    const text = form({ otherSubmits: [{ name: 'next', value: 'new', text: 'Lagre og før ny' }], cancel: { href: '/p', text: 'Avbryt' } });
    expect(text.match(/data-variant="primary"/g)).toHaveLength(1);
    expect(text).toMatch(/<button type="submit" name="next" value="new"[^>]*>Lagre og før ny<\/button>/);
    expect(text).toMatch(/<a [^>]*href="\/p">Avbryt<\/a>/);
  });

  test('that destroys looks like it', () => {
    expect(form({ isDanger: true })).toMatch(/data-variant="primary" data-color="danger"/);
  });
});

describe('what has to be mended', () => {
  test('is told in the order and the words of the fields, and leads to them', () => {
    expect(formErrors('Rett opp', [
      { name: 'day', label: 'Dag', error: 'Skriv en dag.' },
      { name: 'place', label: 'Sted' },
      { name: 'day', id: 'second-day', label: 'Dag', error: 'Skriv en dag til.' },
    ])).toEqual({ heading: 'Rett opp', items: [{ href: '#day', text: 'Skriv en dag.' }, { href: '#second-day', text: 'Skriv en dag til.' }] });
  });

  test('is nothing when every field can be used', () => {
    expect(formErrors('Rett opp', [{ name: 'day', label: 'Dag' }])).toBeUndefined();
  });

  test('is an item for each fault of a field with several', () => {
    expect(formErrors('Rett opp', [{ name: 'upload', label: 'Filer', error: 'A er tom.\nB er låst.' }])?.items)
      .toEqual([{ href: '#upload', text: 'A er tom.' }, { href: '#upload', text: 'B er låst.' }]);
  });
});

test('an act is a form of its own, never a link', () => {
  const text = html(<PostButton button={{ action: '/angre', text: 'Angre', hidden: { id: '1' }, isSmall: true }} />);
  expect(text).toBe('<form method="post" action="/angre" class="post-button"><input type="hidden" name="id" value="1"/>'
    + '<button type="submit" class="ds-button" data-variant="secondary" data-color="accent" data-size="sm">Angre</button></form>');
  expect(html(<PostButton button={{ action: '/slett', text: 'Slett', isDanger: true }} />)).toContain('data-color="danger"');
});

test('fields that answer one question are named and explained together', () => {
  const text = html(<FieldGroup legend="Faktura" hint="Alle tre eller ingen."><hr /></FieldGroup>);
  const described = /aria-describedby="([^"]+)"/.exec(text)?.[1];
  expect(text).toMatch(/<legend[^>]*>Faktura<\/legend>/);
  expect(text).toContain(`<p id="${described}"`);
  expect(html(<FieldGroup legend="Faktura"><hr /></FieldGroup>)).not.toContain('aria-describedby');
});
