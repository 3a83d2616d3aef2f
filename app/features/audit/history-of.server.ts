import type { OrganisationDesk } from '#app/guard/desk.server.ts';
import { translator } from '#app/i18n/translate.ts';
import { listAudit } from './audit.repository.server.ts';
import { auditListView } from './audit-view.ts';
import type { HistorySectionView } from './history-section.tsx';
import type { AuditSubject } from './record-audit.server.ts';
import { findSubjectNames } from './subject-names.repository.server.ts';

const mostEntries = 100;

export interface HistoryOf {
  readonly programmeId: string;
  readonly kind: AuditSubject;
  readonly id: string;
}

/** What happened to one thing, for its own page; undefined where the role may not read it. The latest hundred entries. */
export async function historyOf(
  { database, membership, language }: Pick<OrganisationDesk, 'database' | 'membership' | 'language'>, { programmeId, kind, id }: HistoryOf,
): Promise<HistorySectionView | undefined> {
  if (!membership.may('audit.read', programmeId)) return undefined;
  const entries = await listAudit(database, membership, { programmeId, subject: { kind, id }, limit: mostEntries });
  if (entries.length === 0) return undefined;
  const names = await findSubjectNames(database, membership, entries);
  return {
    summary: translator(language)('audit.heading'),
    list: auditListView({ entries, names, organisationId: membership.organisationId, hasLinks: false, language }),
  };
}
