import { describe, expect, test } from 'vitest';
import { sendTo } from './send-to.ts';
import { browserCookie, browserSecretOf, cookieOf, sessionCookie, sessionSecretOf, stepCookie, stepSecretOf } from './session-cookie.ts';

const secure = 'https://ou.kommune.example/organisations';
const plain = 'http://localhost:3000/organisations';
const aRequest = (url: string, cookie?: string) => new Request(url, cookie === undefined ? {} : { headers: { Cookie: cookie } });

describe('the cookie of a session', () => {
  test('over https is tied to this host, sent over https only, and out of reach of scripts and other sites', () => {
    expect(sessionCookie(aRequest(secure), 's3cret')).toBe('__Host-sid=s3cret; Path=/; HttpOnly; SameSite=Lax; Secure');
  });

  test('on this machine has the name that browsers take there', () => {
    expect(sessionCookie(aRequest(plain), 's3cret')).toBe('sid=s3cret; Path=/; HttpOnly; SameSite=Lax');
  });

  test('goes with the browser, and is emptied under the name it was set by', () => {
    for (const url of [secure, plain]) {
      expect(sessionCookie(aRequest(url), 's3cret')).not.toMatch(/Max-Age|Expires|Domain/);
      const [name] = sessionCookie(aRequest(url), 's3cret').split('=');
      expect(sessionCookie(aRequest(url), undefined)).toMatch(new RegExp(`^${name}=; Path=/; HttpOnly`));
    }
  });

  test('is read under its own name only: what another page of the host may set is not taken for it', () => {
    expect(sessionSecretOf(aRequest(secure, 'sid=planted'))).toBeUndefined();
    expect(sessionSecretOf(aRequest(secure, 'sid=planted; __Host-sid=own'))).toBe('own');
    expect(sessionSecretOf(aRequest(plain, '__Host-sid=other; sid=own'))).toBe('own');
    expect(sessionSecretOf(aRequest(plain))).toBeUndefined();
  });

  test('of two with its name is the first, which browsers send for the nearest path', () => {
    expect(cookieOf(aRequest(plain, 'sid=one; sid=two'), 'sid')).toBe('one');
  });

  test.each([['a=1;sid=x', 'x'], ['  sid=x  ; a=1', 'x'], ['sid=a=b==', 'a=b=='], ['xsid=1', undefined], ['sid', undefined], ['sid=', ''], ['SID=x', undefined], [';;;', undefined]])('in %j is %j', (cookie, value) => {
    expect(cookieOf(aRequest(plain, cookie), 'sid')).toBe(value);
  });
});

describe('the cookies of a sign-in under way', () => {
  test.each([[secure, '__Host-step', '; Secure'], [plain, 'step', '']])('the step at %s lasts ten minutes, and is taken away when it is done', (url, name, end) => {
    expect(stepCookie(aRequest(url), 's3cret')).toBe(`${name}=s3cret; Path=/; Max-Age=600; HttpOnly; SameSite=Lax${end}`);
    expect(stepCookie(aRequest(url), undefined)).toBe(`${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${end}`);
  });

  test.each([[secure, '__Host-browser', '; Secure'], [plain, 'browser', '']])('the browser’s at %s comes along on the way back from another site', (url, name, end) => {
    expect(browserCookie(aRequest(url), 's3cret')).toBe(`${name}=s3cret; Path=/; Max-Age=600; HttpOnly; SameSite=Lax${end}`);
  });

  test('are each read under their own name only: none is taken for another, nor for a session', () => {
    const names = ['sid', 'step', 'browser'] as const;
    const read = [sessionSecretOf, stepSecretOf, browserSecretOf];
    for (const [at, name] of names.entries()) {
      const values = names.map((_, index) => (index === at ? 'own' : undefined));
      expect(read.map((each) => each(aRequest(plain, `${name}=own`)))).toEqual(values);
      expect(read.map((each) => each(aRequest(secure, `__Host-${name}=own; ${name}=planted`)))).toEqual(values);
    }
  });
});

test('a way on is always by GET, and sets a cookie only where one is given', () => {
  const answer = sendTo('/organisations', 'sid=x');
  expect([answer.status, answer.headers.get('Location'), answer.headers.get('Set-Cookie')]).toEqual([303, '/organisations', 'sid=x']);
  expect(sendTo('/').headers.has('Set-Cookie')).toBe(false);
});
