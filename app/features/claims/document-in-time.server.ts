import { inMemory, type HeldFile, type NamedFile } from '#app/features/progress/named-file.ts';
import { tooMuch } from '#app/features/progress/too-much.ts';
import { inTime, WorkResults } from '#app/features/progress/work-results.server.ts';
import type { WorkKind } from '#app/features/progress/work-kinds.ts';
import { claimAddress, progressAddress } from '#app/features/shell/addresses.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { countOne } from '#app/guard/take-from-limit.server.ts';
import { sendTo } from '#app/http/send-to.ts';
import type { ClaimCase } from './claim-case.server.ts';
import type { HarmedFiles } from './claim-in-parts.server.ts';
import { archiveOf } from './freeze-claim.server.ts';
import { workshopOf, type Workshop } from './workshop.server.ts';

interface Asked {
  readonly kind: WorkKind;
  readonly found: ClaimCase;
  /** What the document is made with that does not stand in the claim. */
  readonly options?: readonly (string | number)[];
  readonly make: (workshop: Workshop) => Promise<readonly NamedFile[] | HarmedFiles>;
}

type Made = { readonly files: readonly HeldFile[] } | HarmedFiles;

/** Documents that took long: who was led away comes back for them to the address they asked at. */
const documents = new WorkResults<Made>();

/**
 * Makes a claim's document, at once where that is soon done. Else the person is led to a page that tells how far it has come, and
 * from there back here. The same document asked for again is the same work. One that can't be made is told of on the claim's page.
 */
export async function documentInTime(
  desk: ProgrammeDesk, { kind, found, options = [], make }: Asked,
): Promise<readonly HeldFile[]> {
  const { services: { works }, membership: { organisationId }, programmeId, user, url, requestId, today } = desk;
  const claim = claimAddress({ organisationId, programmeId, id: found.claim.id });
  const { claim: { id, version }, contentSha256, loaded } = found;
  const key = JSON.stringify([kind, id, version, contentSha256, loaded.version, archiveOf(loaded), today, ...options]);
  const joined = documents.join(works, {
    order: { userId: user.userId, organisationId, key, kind, requestId }, report: desk.reportFault, isLasting: (made) => 'files' in made,
    run: async (work): Promise<Made> => {
      // Here, and not where it is asked for: who comes back for a document that took long has had it counted.
      await countOne(desk, 'pdf');
      const files = await make({ ...workshopOf(desk), tell: work.tell });
      if ('harmed' in files) return files;
      return { files: work.isAwaited ? files.map(inMemory) : await works.hold(work, files) };
    },
    endOf: (made, { id: workId }) => ('harmed' in made
      ? { leadsTo: toldOn(claim, workId), isFile: false }
      : { leadsTo: `${url.pathname}${url.search}`, isFile: true }),
  });
  if (joined === undefined) throw tooMuch(desk);
  const { work } = joined;
  const made = await inTime(works, joined);
  if (made === undefined) throw sendTo(progressAddress({ organisationId, programmeId, id: work.id, back: claim }));
  if ('harmed' in made) throw sendTo(toldOn(claim, work.id));
  if (work.isAwaited) works.forget(work);
  return made.files;
}

const workParameter = 'work';

function toldOn(claim: string, workId: string): string {
  return `${claim}?${new URLSearchParams({ [workParameter]: workId }).toString()}`;
}

/** The files for whose sake a document was not made, told to who was led here by that. */
export function harmedFiles({ services, user, url }: ProgrammeDesk): readonly string[] {
  const made = documents.find(services.works, { userId: user.userId, id: url.searchParams.get(workParameter) ?? '' });
  return made !== undefined && 'harmed' in made ? made.harmed : [];
}
