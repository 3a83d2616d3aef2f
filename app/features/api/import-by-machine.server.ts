import { createHash } from 'node:crypto';
import { makeChange } from '#app/features/audit/change.server.ts';
import { importProgramme, type ImportRefusal } from '#app/features/programme-file/import-programme.server.ts';
import { bundleFaultText, otherOrganisationText } from '#app/features/programme-file/import-texts.ts';
import { readImport } from '#app/features/programme-file/read-import.server.ts';
import { earlierOutcome, once, type Outcome } from '#app/guard/carry-out.server.ts';
import type { MachineDesk } from '#app/guard/desk.server.ts';
import { problemAnswer, type Problem } from '#app/guard/machine-door.server.ts';
import { findingText } from '#app/i18n/finding-text.ts';
import { translator } from '#app/i18n/translate.ts';
import { resourceAnswer, wrongFields } from './api-answers.server.ts';

const keyPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Where machines find them. */
const programmes = '/api/v1/programmes/';
/** The first ones are mended first; the rest show when they are. */
const mostProblems = 50;

/**
 * Makes a programme of a programme file (`application/json`), or of a zip of it and its papers (`application/zip`), once for each
 * `Idempotency-Key`: sent again it answers as the first time, another body under the same key is refused.
 */
export async function importByMachine(desk: MachineDesk): Promise<Response> {
  const key = desk.request.headers.get('Idempotency-Key') ?? '';
  if (!keyPattern.test(key)) return wrongFields(desk, ['idempotencyKey']);
  const body = await desk.request.arrayBuffer();
  const { database, membership, machine, now, requestId, language } = desk;
  const bodyHash = createHash('sha256').update(new Uint8Array(body)).digest('hex');
  const sent = { userId: membership.userId, formKey: `${machine.tokenId} ${key}`, bodyHash, now: now.toISOString() };
  // Sent again it needs no reading; asked anew under the lock.
  const earlier = await earlierOutcome(database, sent);
  if (earlier !== undefined) return imported(earlier.location);
  const isZip = (desk.request.headers.get('Content-Type') ?? '').startsWith('application/zip');
  const read = await readImport(desk, [new File([body], isZip ? 'programme.zip' : 'programme.json')]);
  if (!('programme' in read)) return refusal(desk, problemsOf(read, desk));
  const maker = { membership, actorName: translator(language)('api.actor', { name: machine.name }), now: now.toISOString(), requestId };
  const done = await makeChange(database, maker, (change) => once(change.trx, sent, async (): Promise<Outcome<ImportRefusal>> => {
    const made = await importProgramme(change, read);
    return 'refused' in made ? made : { location: `${programmes}${made.programmeId}` };
  }));
  if ('refused' in done) return refusal(desk, [{ path: 'organisation', message: otherOrganisationText(done.refused, language) }]);
  return imported(done.location);
}

function imported(location: string): Response {
  return resourceAnswer({ id: location.slice(programmes.length) }, { status: 201, headers: { Location: location } });
}

type Unread = Exclude<Awaited<ReturnType<typeof readImport>>, { readonly programme: unknown }>;

function problemsOf(read: Unread, { language }: MachineDesk): NonNullable<Problem['errors']> {
  if ('fault' in read) return [{ path: '', message: bundleFaultText(read.fault, language) }];
  if ('turnedAway' in read) return read.turnedAway.map((message) => ({ path: '', message }));
  return read.problems.slice(0, mostProblems).map((each) => findingText('schema', each, language)).map(({ path, message }) => ({ path, message }));
}

function refusal({ language, requestId }: MachineDesk, errors: NonNullable<Problem['errors']>): Response {
  return problemAnswer({ status: 422, title: translator(language)('api.import.title'), errors }, requestId);
}
