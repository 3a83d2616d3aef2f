import { describe, expect, test } from 'vitest';
import { languages } from '#app/domain/programme.ts';
import { identityFaults } from '#app/features/identities/identity.ts';
import { forgottenPasswordView } from './forgotten-view.ts';
import type { KeptForm } from './kept-form.ts';
import { newPasswordView } from './new-password-view.ts';
import { resumeView, secondFactorFirstView } from './resume-view.ts';
import { signInCodeView, type SignInCodeInput } from './sign-in-code-view.ts';
import { signInView, type SignInInput } from './sign-in-view.ts';

/** The ways in: a fault is told in words that give nothing away, and nothing typed is lost on the way. */

const kept: KeptForm = { action: '/organisations/o-1/edit', fields: [['name', 'Sørvik'], ['name', 'Nordvik']], fileNames: ['faktura.pdf'] };
const view = (changes: Partial<SignInInput> = {}) => signInView({ language: 'nb', to: '/organisations/o-1', ...changes });
const codeView = (changes: Partial<SignInCodeInput> = {}) => signInCodeView({ language: 'nb', to: '/', ...changes });
const errorsIn = ({ fields }: Pick<ReturnType<typeof view>, 'fields'>) => fields.map(({ error }) => error);

describe('the way in', () => {
  test('leads on to where the person was, and keeps the address but never the password', () => {
    const { form, fields } = view({ email: 'kari@sorvik.example' });
    expect(form).toMatchObject({ action: '/sign-in', hidden: { to: '/organisations/o-1' }, hasFiles: false, errors: undefined });
    expect(fields).toMatchObject([
      { name: 'email', value: 'kari@sorvik.example', autoComplete: 'username' }, { name: 'password', value: '', autoComplete: 'current-password' },
    ]);
  });

  test('tells a fault once, at the address and above, whichever of the two was wrong', () => {
    const { fields, form } = view({ fault: { code: 'wrong' } });
    const [atEmail, atPassword] = fields.map(({ error }) => error);
    expect([atEmail, atPassword]).toEqual([expect.stringContaining('E-posten eller passordet er feil'), undefined]);
    expect(form?.errors?.items).toEqual([{ href: '#email', text: atEmail }]);
  });

  test.each([[1, 'Vent ett minutt'], [2, 'Vent 2 minutter'], [15, 'Vent 15 minutter']])('says how long to wait: %i', (minutes, words) => {
    expect(errorsIn(view({ fault: { code: 'wait', minutes } }))[0]).toContain(words);
    expect(errorsIn(codeView({ fault: { code: 'wait', minutes } }))[0]).toContain(words);
  });

  test.each<[Partial<SignInInput>, string | undefined, string | undefined]>([
    [{ done: 'signed-out' }, 'success', undefined],
    [{ done: 'password' }, 'success', undefined],
    [{ done: 'toString' }, undefined, undefined],
    [{ kept, done: 'signed-out' }, 'warning', 'Du er logget ut, men det du skrev, er tatt vare på'],
    [{ kept, identityFault: 'cancelled', providerName: 'Feide' }, 'warning', 'Innloggingen ble avbrutt'],
  ])('says one thing above: %o', (changes, tone, heading) => {
    const { notice } = view(changes);
    expect([typeof notice, notice?.tone, notice?.heading]).toEqual([tone === undefined ? 'undefined' : 'object', tone, heading]);
  });

  test('carries a kept form along, by password, by code and by another place', () => {
    const hidden = { 'kept-action': kept.action, 'kept-0-name': 'Sørvik', 'kept-1-name': 'Nordvik', 'kept-file-0': 'faktura.pdf' };
    const { form, provider } = view({ kept, providerName: 'Feide' });
    expect([form?.action, form?.hasFiles, form?.hidden]).toEqual(['/sign-in?resume=yes', true, { to: '/organisations/o-1', ...hidden }]);
    expect(provider).toMatchObject({ action: '/sign-in/provider', hidden });
    expect(codeView({ kept }).form).toMatchObject({ action: '/sign-in/code?resume=yes', hasFiles: true, hidden });
  });

  test('shows another place only where there is one', () => {
    expect(view().provider).toBeUndefined();
    expect(view({ providerName: 'Feide' }).provider?.text).toBe('Logg inn med Feide');
  });

  test.each(languages)('says for every fault of another place what happened and what now: %s', (language) => {
    const told = identityFaults.map((identityFault) => view({ language, identityFault, providerName: 'Feide' }).notice);
    expect(new Set(told.map((notice) => notice?.heading)).size).toBe(identityFaults.length);
    expect(told.filter((notice) => /[{}]/.test(JSON.stringify([notice?.heading, notice?.text])))).toEqual([]);
  });
});

describe('the second step', () => {
  test.each<[SignInCodeInput['from'], string, string | undefined, string]>([
    ['app', 'one-time-code', 'numeric', 'recovery'],
    ['recovery', 'none', undefined, 'app'],
  ])('by %s shows the letters that are needed, and offers the other', (from, autoComplete, inputMode, other) => {
    const { fields: [field], form } = codeView({ from });
    expect(field?.kind === 'text' ? [field.autoComplete ?? 'none', field.inputMode, field.value] : []).toEqual([autoComplete, inputMode, '']);
    expect(form?.otherSubmits).toMatchObject([{ name: 'instead', value: other }]);
    expect(form?.hidden).toEqual({ to: '/', from });
  });

  test('says of a wrong code what to look at, and of a used one to wait', () => {
    expect(errorsIn(codeView({ fault: { code: 'wrong' } }))[0]).toContain('klokka');
    expect(errorsIn(codeView({ fault: { code: 'wrong' }, from: 'recovery' }))[0]).toContain('eller den er brukt');
    expect(errorsIn(codeView({ fault: { code: 'used' } }))[0]).toContain('Vent til appen viser en ny');
  });
});

describe('a forgotten password', () => {
  test('is asked about by address; what was typed stays', () => {
    const { fields, form } = forgottenPasswordView({ language: 'nb', canSend: true, email: 'kari@', isUnclear: true });
    expect(fields).toMatchObject([{ value: 'kari@' }]);
    expect(errorsIn({ fields })).toEqual([expect.stringContaining('krøllalfa')]);
    expect(form?.errors?.items).toHaveLength(1);
  });

  test('is answered the same whoever asks: the words know no account', () => {
    const { notice } = forgottenPasswordView({ language: 'nb', canSend: true, email: 'kari@sorvik.example', hasSent: true });
    expect([notice?.tone, notice?.text]).toEqual(['success', expect.stringMatching(/^Har adressen en konto her.*30 minutter/)]);
  });

  test('leads to who runs the service where no e-mail is sent', () => {
    const { lead, fields, form } = forgottenPasswordView({ language: 'nb', canSend: false });
    expect([lead.includes('ou user password'), fields, form]).toEqual([true, [], undefined]);
  });
});

describe('a new password', () => {
  test('by a good link is typed twice, and told whose it is', () => {
    const { lead, fields, form } = newPasswordView({ language: 'nb', link: { code: 's3cret', email: 'kari@sorvik.example' }, faults: { differs: true } });
    expect(lead).toContain('kari@sorvik.example');
    expect([form?.action, form?.hidden]).toEqual(['/password/new', { code: 's3cret' }]);
    expect(fields).toMatchObject([{ name: 'newPassword', value: '' }, { name: 'newPasswordAgain', value: '' }]);
    expect(errorsIn({ fields })).toEqual([undefined, 'De to passordene er ikke like. Skriv det samme begge ganger.']);
  });

  test('by a dead link has nothing to fill in, and a way to another', () => {
    const { fields, form, more } = newPasswordView({ language: 'nb', link: undefined });
    expect([fields, form, more.map(({ link }) => link?.href)]).toEqual([[], undefined, ['/password/forgotten']]);
  });
});

describe('a kept form', () => {
  test('is sent on as it was, and names the files that have to be chosen anew', () => {
    const { action, fields, files } = resumeView(kept, 'nb');
    expect([action, fields, files?.names]).toEqual([kept.action, kept.fields, ['faktura.pdf']]);
    expect(resumeView({ ...kept, fileNames: [] }, 'nb').files).toBeUndefined();
  });

  test('waits for a second factor that is set up in another window', () => {
    expect(secondFactorFirstView(kept, 'nb')).toMatchObject({ action: kept.action, fields: kept.fields, before: { href: '/account/second-factor' } });
    expect(resumeView(kept, 'nb').before).toBeUndefined();
  });
});
