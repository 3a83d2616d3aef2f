import { describe, expect, test } from 'vitest';
import { chosenLanguage, type OwnLanguages } from './chosen-language.ts';

/** In which language somebody is answered: what they chose for good before what they asked for, and what they asked for before a guess. */

interface Asking extends OwnLanguages {
  readonly query?: string;
  readonly cookie?: string;
  readonly accepts?: string;
}

function languageFor({ query = '', cookie, accepts, ...own }: Asking) {
  const headers = new Headers(cookie === undefined ? {} : { Cookie: cookie });
  if (accepts !== undefined) headers.set('Accept-Language', accepts);
  return chosenLanguage(new Request(`http://localhost:3000/${query}`, { headers }), own);
}

test.each([
  ['', undefined, 'nb'], ['?lang=nn', undefined, 'nn'], ['', 'lang=en', 'en'], ['?lang=nn', 'lang=en', 'nn'], ['?lang=sv', 'lang=en', 'en'],
  ['?lang=', 'lang=sv', 'nb'], ['?lang=NN', undefined, 'nb'], ['?lang=nn&lang=en', undefined, 'nn'], ['', 'lang=__proto__', 'nb'],
])('asked for by «%s» with the cookie «%s» it is %s', (query, cookie, language) => {
  expect(languageFor({ query, ...(cookie === undefined ? {} : { cookie }) })).toBe(language);
});

describe('of all that says one, the first counts:', () => {
  const all = { ofAccount: 'nn', query: '?lang=en', cookie: 'lang=nb', ofWorkplace: 'nn', accepts: 'en' } as const;

  test.each<[string, Asking, string]>([
    ['the account before what a link asks for', all, 'nn'],
    ['a link before what was chosen in the browser', { ...all, ofAccount: undefined }, 'en'],
    ['what was chosen in the browser before the organisation', { ...all, ofAccount: undefined, query: '' }, 'nb'],
    ['the organisation before what the browser is set to', { ofWorkplace: 'nn', accepts: 'en' }, 'nn'],
    ['what the browser is set to before bokmål', { accepts: 'en' }, 'en'],
    ['what a machine’s request accepts before its organisation’s', { ofKey: 'nn', accepts: 'en' }, 'en'],
    ['the organisation of a machine that accepts anything before bokmål', { ofKey: 'nn', accepts: '*' }, 'nn'],
  ])('%s', (_, asking, language) => {
    expect(languageFor(asking)).toBe(language);
  });
});

test.each([
  ['nb-NO,nb;q=0.9,no;q=0.8,nn;q=0.7,en;q=0.5', 'nb'], ['nn-NO', 'nn'], ['en-GB,en;q=0.9', 'en'], ['no', 'nb'], ['NO-no', 'nb'], ['EN', 'en'],
  ['sv-SE, sv;q=0.9, nn;q=0.5', 'nn'], ['en;q=0.4, nn;q=0.6', 'nn'], ['en;q=0.5, nn;q=0.5', 'en'], ['en;q=0, nn;q=0.1', 'nn'],
  ['en;q=0', 'nb'], ['de', 'nb'], ['*', 'nb'], ['', 'nb'], [';;,,=;q', 'nb'], ['en;q=x', 'nb'], ['en ; Q=0.9 , nn', 'nn'], ['__proto__', 'nb'],
  [`${'de,'.repeat(40)}en`, 'nb'],
])('a browser set to «%s» is answered in %s', (accepts, language) => {
  expect(languageFor({ accepts })).toBe(language);
});

test('an account that was used in the browser speaks for the pages before one signs in, and for nobody else who signs in there', () => {
  const used = new Request('http://localhost/', { headers: [['Cookie', 'account-lang=en'], ['Accept-Language', 'nn']] });
  expect([chosenLanguage(used), chosenLanguage(used, { ofWorkplace: 'nb' }), chosenLanguage(used, {})]).toEqual(['en', 'nb', 'nn']);
  const asked = new Request('http://localhost/?lang=nb', { headers: { Cookie: 'account-lang=en' } });
  expect(chosenLanguage(asked)).toBe('nb');
});
