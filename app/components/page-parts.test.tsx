import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { AccountBar, AccountNav } from './account-menu.tsx';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { CheckList } from './check-list.tsx';
import { CopyField } from './copy-field.tsx';
import { DefinitionList } from './definition-list.tsx';
import { Disclosure } from './disclosure.tsx';
import { EmptyState } from './empty-state.tsx';
import { KeyFigures } from './key-figures.tsx';
import { Notice } from './notice.tsx';
import { PageHeading } from './page-heading.tsx';
import { Pagination } from './pagination.tsx';
import { PostButton } from './post-button.tsx';
import { Section } from './section.tsx';
import { SectionNav } from './section-nav.tsx';
import { StatusTag } from './status-tag.tsx';
import { StepsList } from './steps-list.tsx';

const html = (element: ReactElement) => renderToStaticMarkup(element);

describe('where one is', () => {
  test('is the last of the way down, and the step back up is the one before', () => {
    const text = html(<Breadcrumbs breadcrumbs={{ label: 'Du er her', items: [{ href: '/', text: 'Forsiden' }, { href: '/p', text: 'Programmer' }], current: 'LED skole' }} />);
    expect(text).toMatch(/^<nav [^>]*aria-label="Du er her"[^>]*><a class="ds-link" href="\/p">Programmer<\/a><ol>/);
    expect(text).toContain('<li aria-current="page">LED skole</li>');
  });

  test('is marked among the pages of a thing, with how many wait behind the others', () => {
    const text = html(<SectionNav nav={{ label: 'Programmet', items: [{ href: '/o', text: 'Oversikt', isCurrent: true }, { href: '/k', text: 'Krav', isCurrent: false, count: '2' }] }} />);
    expect(text.match(/aria-current="page"/g)).toHaveLength(1);
    expect(text).toContain('<a href="/o" aria-current="page">Oversikt</a>');
    expect(text).toContain('Krav<span class="count"> 2</span>');
  });

  test('is told in a long list', () => {
    const text = html(<Pagination pagination={{ label: 'Bla', next: { href: '?after=x', text: 'Neste' }, position: '1–50 av 120' }} />);
    expect(text).toMatch(/rel="next" href="\?after=x">Neste/);
    expect(text).toContain('1–50 av 120');
    expect(text).not.toContain('rel="prev"');
    expect(html(<Pagination pagination={{ label: 'Bla', previous: { href: '?', text: 'Forrige' } }} />)).toContain('rel="prev"');
  });
});

describe('who is signed in', () => {
  const account = {
    name: 'Kari Saksbehandler', ownPage: { href: '/konto', text: 'Din konto' }, organisationName: 'Eksempel kommune', label: 'Hovedmeny',
    links: [{ href: '/p', text: 'Programmer', isCurrent: true }, { href: '/k', text: 'Krav', isCurrent: false }],
    signOut: { action: '/logg-ut', text: 'Logg ut', hidden: { lang: 'nn' } },
  };

  test('is named with the organisation, and leaves by a form, since a link may be followed unasked', () => {
    const text = html(<AccountBar account={account} />);
    expect(text).toContain('aria-label="Kari Saksbehandler – Din konto">Kari Saksbehandler</a><span class="subtle">Eksempel kommune</span>');
    expect(text).toMatch(/<form method="post" action="\/logg-ut"[^>]*><input type="hidden" name="lang" value="nn"\/><button type="submit"[^>]*>Logg ut/);
    expect(html(<AccountBar account={{ ...account, organisationName: undefined }} />)).not.toContain('subtle');
  });

  test('has the places to go to', () => {
    expect(html(<AccountNav account={account} />)).toMatch(/aria-label="Hovedmeny">.*<a href="\/p" aria-current="page">Programmer<\/a>.*<a href="\/k">Krav<\/a>/);
  });
});

describe('a page', () => {
  test('has one heading of the first level, its state beside it, and what can be done', () => {
    const text = html(
      <PageHeading heading={{ title: 'LED skole', over: 'Eksempel kommune', lead: 'For rektorer.', status: { text: 'Utkast', tone: 'neutral' }, actions: [{ href: '/ny', text: 'Før utgift', variant: 'primary' }] }}>
        <PostButton button={{ action: '/x', text: 'Send' }} />
      </PageHeading>,
    );
    expect(text.match(/<h1/g)).toHaveLength(1);
    expect(text).toContain('LED skole</h1><span class="ds-tag status-tag" data-color="neutral">Utkast</span>');
    expect(text).toMatch(/button-row no-print"><a [^>]*data-variant="primary"[^>]*href="\/ny">Før utgift<\/a><form/);
    expect(html(<PageHeading heading={{ title: 'Alene' }} />)).not.toContain('button-row');
  });

  test('has parts that are named by their headings', () => {
    const text = html(<Section section={{ id: 'costs', heading: 'Utgifter', lead: 'Alt', action: { href: '/e', text: 'Alle' }, isCard: true, level: 3 }}><hr /></Section>);
    const [, id] = /^<section id="costs" aria-labelledby="([^"]+)"/.exec(text) ?? [];
    expect(text).toContain(`<h3 id="${id}"`);
    expect(html(<Section section={{ heading: 'Krav' }}><hr /></Section>)).toMatch(/<h2 /);
  });

  test('with nothing on it says what to do', () => {
    const text = html(<EmptyState empty={{ heading: 'Ingen krav ennå', text: 'Før utgifter først.', action: { href: '/e/ny', text: 'Før utgift' } }} />);
    expect(text).toMatch(/Ingen krav ennå<\/h3>.*Før utgifter først.*href="\/e\/ny"/);
    expect(html(<EmptyState empty={{ heading: 'Ingen', text: 'Vent.' }} />)).not.toContain('<a');
  });
});

describe('a message', () => {
  test('of what was done is a status, and can be taken back without a script', () => {
    const text = html(<Notice notice={{ tone: 'success', heading: 'Slettet', text: 'Fly', isDone: true, button: { action: '/angre', text: 'Angre' } }} />);
    expect(text).toMatch(/data-color="success" role="status"><h2 [^>]*>Slettet<\/h2>/);
    expect(text).toMatch(/<form method="post" action="\/angre"/);
  });

  test('of how things are is none, and may lead on', () => {
    const text = html(<Notice notice={{ tone: 'warning', items: ['Dag', 'Beløp'], link: { href: '/t', text: 'Se tilsagnet' } }}><hr /></Notice>);
    expect(text).not.toContain('role=');
    expect(text).toMatch(/<li>Dag<\/li><li>Beløp<\/li>.*<hr\/>.*href="\/t"/);
  });
});

test('a state is a word, and its tone a shape from the stylesheet', () => {
  expect(html(<StatusTag status={{ text: 'Attestert', tone: 'success' }} />)).toBe('<span class="ds-tag status-tag" data-color="success">Attestert</span>');
});

test('what was looked at says its weight in a word and leads to where it is mended', () => {
  const text = html(<CheckList list={{ label: 'Sjekkliste', items: [{ tone: 'danger', toneText: 'Må rettes', text: 'Bilag mangler.', link: { href: '/e#files', text: 'Legg ved' } }, { tone: 'success', toneText: 'I orden', text: 'Konto.' }] }} />);
  expect(text).toMatch(/^<ul class="check-list" aria-label="Sjekkliste">/);
  expect(text).toMatch(/data-color="danger">Må rettes<\/span>.*Bilag mangler\..*href="\/e#files">Legg ved/);
});

describe('names and values', () => {
  test('belong together', () => {
    const text = html(<DefinitionList items={[{ label: 'Refusjon', value: '100 kr', detail: 'av 140 kr', href: '/r' }]} />);
    expect(text).toBe('<dl class="figures"><div><dt>Refusjon</dt><dd><a class="ds-link" data-color="accent" href="/r">100 kr</a><span class="detail">av 140 kr</span></dd></div></dl>');
    expect(html(<DefinitionList kind="facts" items={[{ label: 'Sted', value: 'Bodø' }]} />)).toBe('<dl class="facts"><div><dt>Sted</dt><dd>Bodø</dd></div></dl>');
  });

  test('of a page have one that people came for', () => {
    const text = html(<KeyFigures figures={[{ label: 'Refusjon', value: '100 kr', isMain: true, detail: '70 %' }, { label: 'Kostnad', value: '140 kr' }]} />);
    expect(text.match(/key-figure-main/g)).toHaveLength(1);
    expect(text).toContain('<dt>Kostnad</dt><dd>140 kr</dd>');
  });
});

describe('more for who wants it', () => {
  test('opens without a script', () => {
    expect(html(<Disclosure summary="Flere opplysninger"><hr /></Disclosure>)).toMatch(/^<details class="[^"]+"><summary>Flere opplysninger<\/summary>/);
    expect(html(<Disclosure summary="Åpen" isOpen><hr /></Disclosure>)).toContain('open=""');
  });

  test('tells the steps of a figure in their order', () => {
    const text = html(<StepsList steps={{ summary: 'Slik er det regnet ut', items: ['Netto', 'Grunnlag'], note: 'Regler for 2024.' }} />);
    expect(text).toMatch(/<ol class="ds-list"><li>Netto<\/li><li>Grunnlag<\/li><\/ol>.*Regler for 2024\./);
  });
});

test('a value to carry elsewhere can be marked by hand where no script runs', () => {
  const long = html(<CopyField copy={{ id: 'declaration', label: 'Erklæring', value: 'ord '.repeat(20), copy: 'Kopier', copied: 'Kopiert' }} />);
  expect(long, 'is whole, however long').toMatch(/<textarea [^>]*rows="3"[^>]*>(ord ){20}<\/textarea>/);
  const text = html(<CopyField copy={{ id: 'account', label: 'Kontonummer', value: '18136445320', copy: 'Kopier', copied: 'Kopiert' }} />);
  expect(text).toMatch(/<label [^>]*for="account">Kontonummer<\/label>.*<input id="account"[^>]*readonly=""[^>]*value="18136445320"/);
  expect(text).not.toContain('<button');
  expect(text).toContain('<span class="copied" aria-live="polite"></span>');
});
