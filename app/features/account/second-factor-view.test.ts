import { describe, expect, test } from 'vitest';
import { newTotpSecret, stepOfCode, totpAddress } from '#app/features/users/totp.server.ts';
import { codeAt } from '#test/fixtures/authenticator.ts';
import { qrPath } from './qr-path.ts';
import { secondFactorView, type FactorState, type SecondFactorInput } from './second-factor-view.ts';

/** The page of the second factor: off, being set up, on, or with codes that are shown this once. */

const pending = { kind: 'pending', secret: 'ABCDEFGHJKLMNPQR', address: 'otpauth://totp/OU-refusjon:kari' } as const;
const on = { kind: 'on', since: '2026-11-01T09:00:00.000Z', codesLeft: 1 } as const;
const codes = { kind: 'codes', codes: ['ABCDEFGHJKLM', 'NPQRSTUVWXYZ'] } as const;

const view = (state: FactorState, changes: Partial<SecondFactorInput> = {}) => secondFactorView({
  state, hasPassword: true, to: undefined, requiredBy: [], formKey: 'key', language: 'nb', ...changes,
});
const fieldsOf = ({ form }: ReturnType<typeof view>) => form?.groups.flatMap(({ fields }) => fields.map(({ name }) => name));

describe('the page', () => {
  test.each<[FactorState, readonly string[] | undefined, string | undefined]>([
    [{ kind: 'off' }, ['password'], 'begin'],
    [pending, ['code'], 'confirm'],
    [{ kind: 'begun' }, ['code'], 'confirm'],
    [on, ['password', 'code'], undefined],
    [codes, undefined, undefined],
  ])('%o asks for what is needed, and nothing more', (state, fields, act) => {
    const shown = view(state);
    expect([fieldsOf(shown), shown.form?.card.hidden?.['act']]).toEqual([fields, act]);
  });

  test('of one who has no password asks for none', () => {
    expect([fieldsOf(view({ kind: 'off' }, { hasPassword: false })), fieldsOf(view(on, { hasPassword: false }))]).toEqual([[], ['code']]);
  });

  test('that is on tells since when and how many codes are left, and is turned off by a button of its own', () => {
    const { heading, form } = view(on);
    expect(heading.lead).toBe('På siden 01.11.2026 kl.\u00a010.00. Én reservekode igjen: lag nye.');
    expect(form?.card.otherSubmits).toEqual([{ name: 'act', value: 'off', text: 'Slå av totrinnsinnlogging' }]);
  });

  test('tells a wrong password and a wrong code each at its field', () => {
    const { form } = view(on, { passwordFault: { code: 'wrong' }, codeFault: { code: 'wait', minutes: 1 } });
    expect(form?.card.errors?.items).toEqual([
      { href: '#password', text: 'Passordet er ikke riktig. Skriv det du logger inn med nå.' },
      { href: '#code', text: 'Det er prøvd for mange ganger. Vent ett minutt og prøv igjen.' },
    ]);
  });

  test('says, where the key was shown already, that it is not shown again, and how to have another', () => {
    const { setup, notices } = view({ kind: 'begun' }, { to: '/calculator', requiredBy: ['Sørvik kommune'] });
    expect(setup).toBeUndefined();
    expect(notices).toEqual([expect.objectContaining({ link: { href: '/account/second-factor?to=%2Fcalculator', text: 'Begynn på nytt' } })]);
  });

  test('leads on to where the person was, and only there', () => {
    const to = '/organisations/o-1?a=b&c=d';
    expect(view(pending, { to }).form?.card.action).toBe(`/account/second-factor?to=${encodeURIComponent(to)}`);
    expect(view(codes, { to }).codes?.goOn.href).toBe(to);
    expect(view(codes).codes?.goOn.href).toBe('/account');
  });
});

describe('one whose organisation asks for it', () => {
  test.each<[FactorState, string | undefined]>([[{ kind: 'off' }, 'warning'], [pending, 'warning'], [on, 'info'], [codes, undefined]])('is told which: %o', (state, tone) => {
    const { notices } = view(state, { requiredBy: ['Sørvik kommune', 'Fjellvik kommune'] });
    expect(notices.map((notice) => [notice.tone, notice.items])).toEqual(tone === undefined ? [] : [[tone, ['Sørvik kommune', 'Fjellvik kommune']]]);
    expect(view(state).notices).toEqual([]);
  });
});

describe('setting it up', () => {
  test('shows the key three ways: to scan, to open here, to type in groups of four', () => {
    const { setup } = view(pending);
    expect([setup?.secret.value, setup?.onThisDevice.href]).toEqual(['ABCD EFGH JKLM NPQR', pending.address]);
    expect(setup?.qr.path).toBe(qrPath(pending.address).path);
  });

  test('shows no key once it is on', () => {
    expect([view(on).setup, view(codes).setup, view({ kind: 'off' }).setup]).toEqual([undefined, undefined, undefined]);
  });

  test('draws each dark square once, within its border of four', () => {
    const { size, path } = qrPath(totpAddress(newTotpSecret(), 'kari.nordmann@sorvik.example'));
    const squares = [...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => [Number(x), Number(y)]);
    expect(squares.map(([x, y]) => `M${x} ${y}h1v1h-1z`).join('')).toBe(path);
    expect(new Set(squares.map(String)).size).toBe(squares.length);
    expect(squares.flat().filter((at) => at < 4 || at >= size - 4)).toEqual([]);
    expect((size - 8 - 17) % 4).toBe(0);
  });
});

describe('the codes', () => {
  test('are shown in groups, to copy and to keep as a file that opens everywhere', () => {
    const shown = view(codes).codes;
    expect(shown?.codes).toEqual(['ABCD-EFGH-JKLM', 'NPQR-STUV-WXYZ']);
    expect(decodeURIComponent(shown?.download.href ?? '')).toMatch(/^data:text\/plain;charset=utf-8,Reservekoder[^\r\n]*\r\n\r\nABCD-EFGH-JKLM\r\nNPQR-STUV-WXYZ\r\n$/);
  });

  test('stand on no other page', () => {
    for (const state of [{ kind: 'off' }, pending, on] as const) expect(view(state).codes).toBeUndefined();
  });
});

describe('a code of the app', () => {
  const now = new Date('2026-11-26T10:00:15.000Z');
  const secret = newTotpSecret();
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

  test.each([[-60, false], [-30, true], [0, true], [30, true], [60, false]])('made %i seconds from now counts: %s', (seconds, counts) => {
    const step = stepOfCode(secret, codeAt(secret, at(seconds)), now);
    expect(step).toBe(counts ? Math.floor(at(seconds).getTime() / 30_000) : undefined);
  });

  test('of another key does not', () => {
    const wrong = Array.from({ length: 20 }, () => stepOfCode(secret, codeAt(newTotpSecret(), now), now)).filter((step) => step !== undefined);
    // Three steps of a million codes: two of twenty by chance is not to be expected in a lifetime.
    expect(wrong.length).toBeLessThan(2);
  });

  test('names product and person in the app', () => {
    const address = new URL(totpAddress(secret, 'kari@sorvik.example'));
    expect([address.protocol, address.host, decodeURIComponent(address.pathname)]).toEqual(['otpauth:', 'totp', '/OU-refusjon:kari@sorvik.example']);
    expect(Object.fromEntries(address.searchParams)).toMatchObject({ issuer: 'OU-refusjon', secret, digits: '6', period: '30', algorithm: 'SHA1' });
  });
});
