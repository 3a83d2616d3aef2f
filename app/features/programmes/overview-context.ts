import type { Permission } from '#app/domain/permissions.ts';
import type { Language } from '#app/domain/programme.ts';
import type { ProgrammeOverview } from './programme-overview.ts';

/** What every part of the overview page is made from. */
export interface OverviewContext {
  readonly overview: ProgrammeOverview;
  readonly organisationId: string;
  readonly programmeId: string;
  readonly language: Language;
  readonly may: (permission: Permission) => boolean;
}
