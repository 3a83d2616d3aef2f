import { describe, expect, test, vi } from 'vitest';
import { openAnyFile } from '#app/features/attachments/reading/open-any-file.server.ts';
import type { OpenFile } from '#app/features/attachments/reading/open-file.ts';
import { loadClaimCase } from '#app/features/claims/claim-case.server.ts';
import { draftPdf, freezeClaim } from '#app/features/claims/freeze-claim.server.ts';
import type { Workshop } from '#app/features/claims/workshop.server.ts';
import { projectFolder } from '#app/project-folder.ts';
import { aClaimGround, aClaimInReview, today } from '#test/fixtures/claim-ground.ts';
import { testDatabases } from '#test/fixtures/databases.ts';
import { aPdf } from '#test/fixtures/papers.ts';

/** What is attested was there, whole, when it was attested, also where its pages had been kept from before. */

/** Pages that were kept: nothing is read again. */
const kept: OpenFile = async () => openAnyFile(await aPdf({ marker: 'KEPT' }));

describe.each(testDatabases)('evidence on $kind', ({ open }) => {
  async function aReadyClaim() {
    const ground = await aClaimGround(await open());
    const claim = await aClaimInReview(ground, { programmeId: ground.programmeId, expenseIds: ground.expenseIds.slice(0, 1) });
    const found = await loadClaimCase(ground.db, ground.finance, claim);
    const workshop: Workshop = { files: ground.files, openFile: kept, membership: ground.finance, projectFolder, today };
    return { ground, found, workshop };
  }

  test('a file that was harmed on the disk stops the attestation', async () => {
    const { ground, found, workshop } = await aReadyClaim();
    vi.spyOn(ground.files, 'get').mockRejectedValue(new Error('is damaged'));
    await expect(freezeClaim(found, workshop)).rejects.toThrow('is damaged');
  });

  test('but not a draft, whose pages are known', async () => {
    const { ground, found, workshop } = await aReadyClaim();
    const get = vi.spyOn(ground.files, 'get').mockRejectedValue(new Error('is damaged'));
    expect((await draftPdf(found, workshop)).length).toBeGreaterThan(1_000);
    expect(get).not.toHaveBeenCalled();
  });
});
