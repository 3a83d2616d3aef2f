import { describe, expect, test } from 'vitest';
import { DomainError, type DomainErrorCode } from '#app/domain/errors.ts';
import { languages } from '#app/domain/programme.ts';
import { faultText } from '#app/features/shell/fault-text.ts';
import { readFault } from '#app/features/shell/read-fault.ts';
import { openAction, openLoader, organisationLoader } from '#app/guard/guarded.server.ts';
import { loader as noSuchPage } from '#app/routes/$.tsx';
import { openTestDatabase } from '#test/fixtures/databases.ts';
import { aFrontDoor, answerOf, started } from '#test/fixtures/front-door.ts';

async function faultOf(answering: Promise<unknown>) {
  const { response } = await answerOf(answering);
  return { status: response?.status, fault: readFault(await response?.text()) };
}

const aDoor = async () => aFrontDoor(await openTestDatabase('sqlite'));
const reference = 'Referanse: request-1. Oppgi den om du trenger hjelp.';

describe('an answer without words of its own gets them from the guard', () => {
  test.each([
    [400, 'Vi forsto ikke det som ble sendt'], [403, 'Du har ikke tilgang til dette'], [404, 'Fant ikke siden'], [409, 'Noen andre kom først'],
    [413, 'Det ble for mye på én gang'], [422, 'Dette kan ikke lagres slik'],
    [429, 'For mange forsøk på kort tid'], [503, 'Mange sender filer akkurat nå'], [500, 'Noe gikk galt hos oss'], [418, 'Noe gikk galt hos oss'],
  ])('%i', async (status, heading) => {
    const { visit } = await aDoor();
    const turnedAway = openLoader(() => { throw new Response(null, { status }); });
    const told = await faultOf(turnedAway(visit('/')));
    expect(told).toMatchObject({ status, fault: { heading } });
    expect(told.fault?.paragraphs.at(-1)).toBe(reference);
  });

  test.each<[DomainErrorCode, number]>([['not_found', 404], ['not_permitted', 403], ['conflict', 409], ['invalid', 422]])('a fault of the domain, %s, is %i', async (code, status) => {
    const { visit } = await aDoor();
    const refused = openLoader(() => { throw new DomainError(code, 'secret details'); });
    const { response } = await answerOf(refused(visit('/')));
    expect(response?.status).toBe(status);
    expect(await response?.text()).not.toContain('secret details');
  });

  test('in the language of the person', async () => {
    const { visit } = await aDoor();
    expect((await faultOf(noSuchPage(visit('/finst-ikkje?lang=nn')))).fault?.heading).toBe('Fann ikkje sida');
    expect((await faultOf(noSuchPage(visit('/is-not-there?lang=en')))).fault?.paragraphs.at(-1)).toBe('Reference: request-1. Give it if you need help.');
  });

  test('but one with words keeps them, and so does a way on', async () => {
    const { visit } = await aDoor();
    const own = openLoader(() => { throw new Response('own words', { status: 409 }); });
    expect(await (await answerOf(own(visit('/')))).response?.text()).toBe('own words');
    const onward = openLoader(() => { throw new Response(null, { status: 303, headers: { Location: '/a' } }); });
    expect((await answerOf(onward(visit('/')))).response?.headers.get('Location')).toBe('/a');
  });

  test('what is no answer at all stays a fault of ours', async () => {
    const { visit } = await aDoor();
    await expect(openLoader(() => { throw new Error('broken'); })(visit('/'))).rejects.toThrow('broken');
  });
});

test('every fault is told in each language: what, why and what now, and its number', () => {
  for (const language of languages) {
    for (const status of [400, 403, 404, 405, 409, 413, 422, 429, 500, 503]) {
      const fault = readFault(faultText(status, { language, requestId: 'r-7' }));
      expect(fault?.paragraphs).toHaveLength(2);
      expect(fault?.paragraphs.join(' ')).toContain('r-7');
      expect(fault?.paragraphs.join(' ')).not.toMatch(/[{}]/);
    }
  }
});

test('a body that was turned away runs nothing: every door answers that it was too large', async () => {
  const { visit } = await aDoor();
  let runs = 0;
  const count = () => { runs += 1; return Promise.resolve(runs); };
  for (const door of [openLoader(count), openAction(count), organisationLoader('organisation.read', count)]) {
    const told = await faultOf(door(visit('/', { refusedStatus: 413, params: { organisation: 'o1' } })));
    expect(told.status).toBe(413);
    expect(told.fault?.paragraphs[0]).toContain('høyst 40 MB');
  }
  expect(runs).toBe(0);
});

test('what is not theirs does not exist; what their role may not is said', async () => {
  const door = await aDoor();
  const { organisationId, secret } = await started(door);
  const look = organisationLoader('claim.approve', () => 'seen');
  expect((await faultOf(look(door.visit('/', { secret, params: { organisation: organisationId } })))).status).toBe(403);
  expect((await faultOf(look(door.visit('/', { secret, params: { organisation: 'another' } })))).status).toBe(404);
  const { response } = await answerOf(look(door.visit('/organisations/o1?x=1', { params: { organisation: organisationId } })));
  expect(response?.headers.get('Location')).toBe('/sign-in?to=%2Forganisations%2Fo1%3Fx%3D1');
});
