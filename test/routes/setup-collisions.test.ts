import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { FormPageView } from '#app/features/shell/form-page-view.ts';
import type { RouteArguments } from '#app/guard/authorise.server.ts';
import * as accountingRoute from '#app/routes/organisations.$organisation.accounting.tsx';
import * as newRoute from '#app/routes/organisations.$organisation.programmes.new.tsx';
import * as programmeAccountingRoute from '#app/routes/organisations.$organisation.programmes.$programme.accounting.tsx';
import * as activitiesRoute from '#app/routes/organisations.$organisation.programmes.$programme.activities.tsx';
import * as consultantsRoute from '#app/routes/organisations.$organisation.programmes.$programme.consultants.tsx';
import * as grantRoute from '#app/routes/organisations.$organisation.programmes.$programme.grant.tsx';
import { aClaimGround, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { openTestDatabase } from '#test/fixtures/databases.ts';
import { browserOf, thrownBy } from '#test/fixtures/route-ground.ts';
import { answered, errorsOf, heldBy, hiddenIn } from '#test/fixtures/shown-page.ts';

interface FormRoute {
  readonly loader: (args: RouteArguments) => Promise<{ page: FormPageView }>;
  readonly action: (args: RouteArguments) => Promise<unknown>;
}

/** Two windows of one person before the same page. */
async function twoWindows(route: FormRoute, role: 'worker' | 'finance' = 'worker') {
  const ground = await aClaimGround(await openTestDatabase('sqlite'));
  const browser = await browserOf(ground, ground[role]);
  const params = { organisation: ground.worker.organisationId, programme: ground.programmeId };
  const read = async (query = '') => (await route.loader(browser.get(`/page${query}`, params))).page;
  const post = (page: FormPageView, fields: Record<string, string>) => route.action(browser.post('/page', params, { ...heldBy(page), ...hiddenIn(page), ...fields }));
  const saved = async (page: FormPageView, fields: Record<string, string>) => (await thrownBy(post(page, fields))).headers.get('Location') ?? '';
  const refused = async (page: FormPageView, fields: Record<string, string>) => answered(await post(page, fields));
  return { ground, read, saved, refused };
}

const differences = ({ conflict }: FormPageView) => conflict?.table.rows.map(({ cells }) => cells);

async function grantStored({ db, programmeId }: ClaimGround) {
  return db.selectFrom('programmes').select(['grant_reference', 'grant_is_part_payment']).where('id', '=', programmeId).executeTakeFirstOrThrow();
}

describe('two windows before the same form', () => {
  test.each<[string, FormRoute]>([['the organisation’s', accountingRoute], ['a programme’s', programmeAccountingRoute]])('%s accounting string', async (_name, route) => {
    const { read, saved, refused } = await twoWindows(route, 'finance');
    const [mine, other] = [await read(), await read()];
    await saved(other, { responsibility: '3100' });
    const { page, status } = await refused(mine, { responsibility: '4200', project: '7' });
    expect([status, differences(page)]).toEqual([409, [['Ansvar', '4200', '3100'], ['Prosjekt', '7', 'ingenting']]]);
    await saved(page, {});
    expect(heldBy(await read())).toMatchObject({ responsibility: '4200', project: '7' });
  });

  test('a grant: choices are told in words, and what is stored can be kept', async () => {
    const { ground, read, saved, refused } = await twoWindows(grantRoute);
    await saved(await read(), {});
    const [mine, other] = [await read(), await read()];
    await saved(other, { reference: '26/1-1', partPayment: 'yes' });
    const { page, status } = await refused(mine, { reference: '26/2-2' });
    expect([status, differences(page)]).toEqual([409, [['Referanse', '26/2-2', '26/1-1'], ['Brevet tillater delutbetaling', 'ingenting', 'Ja']]]);
    expect(page.conflict?.takeStored.href).toBe(`/organisations/${ground.worker.organisationId}/programmes/${ground.programmeId}/grant`);
    expect(await grantStored(ground)).toEqual({ grant_reference: '26/1-1', grant_is_part_payment: 1 });
  });

  test('a consultant: the role is told in words', async () => {
    const { ground, read, saved, refused } = await twoWindows(consultantsRoute);
    const { id } = await ground.db.selectFrom('consultants').select('id').executeTakeFirstOrThrow();
    const [mine, other] = [await read(`?edit=${id}`), await read(`?edit=${id}`)];
    await saved(other, { role: 'lecturer' });
    const { page, status } = await refused(mine, { role: 'course_leader' });
    expect([status, differences(page)]).toEqual([409, [['Rolle', 'kursleder', 'foredragsholder']]]);
    await saved(page, {});
    expect(heldBy(await read(`?edit=${id}`))['role']).toBe('course_leader');
  });

  test('the same press twice is one activity; the same key with another text is turned away', async () => {
    const { ground, read, saved } = await twoWindows(activitiesRoute);
    const page = await read();
    const typed = { title: 'Fagsamling 1', startsOn: '10.2.26', form_key: randomUUID() };
    expect(await saved(page, typed)).toBe(await saved(page, typed));
    expect(await ground.db.selectFrom('activities').select('id').execute()).toHaveLength(1);
    const again = await twoWindows(activitiesRoute);
    const once = await again.read();
    await again.saved(once, typed);
    expect(await again.saved(once, { ...typed, title: 'Fagsamling 2' }).catch(() => '')).toBe('');
  });
});

describe('what is no longer there', () => {
  test('a letter that was taken away is chosen anew, with everything else still typed', async () => {
    const { read, refused } = await twoWindows(grantRoute);
    const { page, status } = await refused(await read(), { letter: randomUUID(), reference: '26/9-9' });
    expect([status, errorsOf(page)]).toEqual([422, { letter: 'Det du valgte, finnes ikke lenger. Velg på nytt.' }]);
    expect(heldBy(page)).toMatchObject({ letter: '', reference: '26/9-9' });
  });

  test('a consultant nobody knows can’t be chosen', async () => {
    const { read, refused } = await twoWindows(consultantsRoute);
    const { page, status } = await refused(await read(), { consultant: randomUUID() });
    expect([status, page.notices[0]?.tone]).toEqual([409, 'warning']);
  });

  test('a form without a key is no form of ours', async () => {
    const { read, saved } = await twoWindows(newRoute);
    expect(await saved(await read(), { name: 'X', leaderCount: '1', startsOn: '1.1.26', endsOn: '2.1.26', form_key: '' })).toBe('');
  });
});
