import { limits } from '#app/features/limits/limits.ts';
import { takeFromLimit } from '#app/features/limits/rate-limits.repository.server.ts';
import type { DataDesk } from '#app/guard/desk.server.ts';
import { sumKeptBytes } from './kept-bytes.repository.server.ts';
import type { UploadPlace } from './prepare-uploads.server.ts';

/** Where the files of a person's form go, and how much there is room for; each of them is counted. */
export async function uploadPlace({ services, database, membership, now, tell }: DataDesk, count: number): Promise<UploadPlace> {
  const { files, openFile, quotaBytes } = services;
  const waitSeconds = await takeFromLimit(database, { name: 'upload', limit: limits.upload, key: membership.userId, count }, now);
  return {
    store: files, openFile, organisationId: membership.organisationId, isTooOften: waitSeconds > 0, tell,
    roomBytes: quotaBytes === undefined ? undefined : quotaBytes - await sumKeptBytes(database, membership),
  };
}
