import { describe, expect, test } from 'vitest';
import { asksToBeLed, withoutFollowing } from './led-on.ts';
import { respondAsync } from './respond-async.ts';
import { sendTo } from './send-to.ts';

const plain = new Request('http://localhost/form', { method: 'POST' });
const byScript = new Request('http://localhost/form', { method: 'POST', headers: { [respondAsync.name]: respondAsync.value } });

describe('a form sent by a script', () => {
  test('says so', () => {
    expect([asksToBeLed(plain), asksToBeLed(byScript)]).toEqual([false, true]);
    expect(asksToBeLed(new Request('http://localhost/', { headers: { Prefer: 'return=minimal' } }))).toBe(false);
  });

  test('is told where it leads, since it could not see it: the browser would follow', () => {
    const answer = withoutFollowing(byScript, sendTo('/there', 'sid=1'));
    expect([answer.status, answer.headers.get('Location'), answer.headers.get('Set-Cookie')]).toEqual([204, '/there', 'sid=1']);
    expect(withoutFollowing(plain, sendTo('/there')).status).toBe(303);
  });

  test.each([200, 304, 404, 422, 500])('is answered as ever by what leads nowhere: %s', (status) => {
    const answer = new Response(null, { status });
    expect(withoutFollowing(byScript, answer)).toBe(answer);
  });
});
