import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { aClaim } from '#test/fixtures/claims.ts';
import { aDay, aFee, anActual, aNotRefundable, aProgramme } from '#test/fixtures/factories.ts';
import { unpacked } from '#test/fixtures/written-pdf.ts';

/**
 * What «the same» means: on the same machine and Node the very bytes; elsewhere the same objects, since zlib may pack them
 * otherwise. The fingerprint of the objects stands in a snapshot, so that another machine that makes others is found out.
 */

const programme = aProgramme({
  expenses: [
    aFee({ id: 'e1', days: [aDay('2026-02-10', '20000'), aDay('2026-02-11', '20000')], attachments: [] }),
    anActual('travel', '2412.50', { id: 'e2', attachments: [] }), aNotRefundable('8000', { id: 'e3', description: 'Lokale' }),
  ],
  grant: { letter: undefined },
});

/** Its objects, unpacked, without where they lie in the file and the name made of their packed bytes. */
function objectsOf(pdf: Buffer): string {
  return unpacked(pdf).replace(/<< \/Type \/XRef [^]*$/, '');
}

test('the same claim made twice is the same to the byte', async () => {
  const [first, second] = [await aClaim(programme, { isDraft: true }), await aClaim(programme, { isDraft: true })];
  expect(first.pdf?.equals(second.pdf ?? Buffer.alloc(0))).toBe(true);
});

test('the same claim is the same objects wherever it is made', async () => {
  const { pdf = Buffer.alloc(0) } = await aClaim(programme, { isDraft: true });
  const objects = objectsOf(pdf);
  expect(objects.length).toBeGreaterThan(20_000);
  expect(createHash('sha256').update(objects, 'latin1').digest('hex')).toMatchSnapshot();
});
