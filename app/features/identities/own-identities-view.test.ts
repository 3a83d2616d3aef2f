import { describe, expect, test } from 'vitest';
import { languages } from '#app/domain/programme.ts';
import { identityFaults } from './identity.ts';
import { identityFaultNotice, providerButton } from './identity-words.ts';
import { leaveView } from './leave-view.ts';
import { ownIdentitiesView, type OwnIdentitiesInput } from './own-identities-view.ts';

/** Accounts at another place: linked and taken away by their person, told by what people call that place. */

const identity = {
  issuer: 'https://login.feide.example:8443/tenant', subject: 's-1', linkedAt: '2026-11-01T09:00:00.000Z', lastUsedAt: undefined, formKey: 'key-1',
};
const view = (changes: Partial<OwnIdentitiesInput> = {}) => ownIdentitiesView({ provider: 'Feide', identities: [identity], notices: [], hasPassword: true, language: 'nb', ...changes });

describe('a linked account', () => {
  test('is told by its place, since when and last used, and taken away by a form of its own', () => {
    const used = { ...identity, subject: 's-2', lastUsedAt: '2026-11-25T09:00:00.000Z', formKey: 'key-2' };
    const rows = view({ identities: [identity, used] }).table?.rows ?? [];
    expect(rows.map(({ cells }) => cells.slice(0, 3))).toEqual([
      ['login.feide.example:8443', '01.11.2026 kl.\u00a010.00', 'Ikke brukt ennå'],
      ['login.feide.example:8443', '01.11.2026 kl.\u00a010.00', '25.11.2026 kl.\u00a010.00'],
    ]);
    expect(rows[1]?.cells[3]).toEqual({ button: {
      action: '/account/identities', text: 'Løs fra', hidden: { act: 'unlink', issuer: identity.issuer, subject: 's-2', form_key: 'key-2' },
    } });
  });

  test('of the same name at two places is two rows', () => {
    const rows = view({ identities: [identity, { ...identity, issuer: 'https://other.example' }] }).table?.rows ?? [];
    expect(new Set(rows.map(({ key }) => key)).size).toBe(2);
  });

  test('that is none is told in words, and one more can always be linked', () => {
    const { table, empty, link } = view({ identities: [] });
    expect([table, empty]).toEqual([undefined, 'Ingen konto er knyttet til ennå.']);
    expect(link).toMatchObject({ action: '/account/identities', hidden: { act: 'link' }, submit: 'Knytt til en konto hos Feide' });
    expect(view().link).toEqual(link);
  });

  test('is linked by who knows the password, where there is one: a stranger at the desk makes no way in of their own', () => {
    expect(view().fields.map((field) => [field.name, 'value' in field && field.value])).toEqual([['password', '']]);
    expect(view({ hasPassword: false }).fields).toEqual([]);
    const wrong = view({ passwordFault: { code: 'wrong' } });
    expect(wrong.link.errors?.items).toEqual([{ href: '#password', text: wrong.fields[0]?.error }]);
    expect(wrong.fields[0]?.error).toContain('Passordet er ikke riktig');
  });
});

describe.each(languages)('what went wrong, in %s', (language) => {
  test.each(identityFaults)('%s names the place, and says what and what now', (fault) => {
    const { tone, heading = '', text = '' } = identityFaultNotice(fault, 'Feide', language);
    expect(tone).toBe(['unknown', 'cancelled'].includes(fault) ? 'warning' : 'danger');
    expect([heading, text].filter((words) => words === '' || /[{}]/.test(words))).toEqual([]);
    expect(text).toMatch(/\.$/);
  });

  test('a name with signs of its own is said as it is', () => {
    const odd = '{provider} & $& <b>';
    expect(identityFaultNotice('refused', odd, language).heading).toContain(odd);
    expect(providerButton(odd, {}, language).text).toContain(odd);
  });

  test('the way there goes on by a link where the browser does not by itself', () => {
    const { title, link } = leaveView({ provider: 'Feide', address: 'https://login.feide.example/authorize?state=x', language });
    expect(title).toContain('Feide');
    expect(link.href).toBe('https://login.feide.example/authorize?state=x');
  });
});
