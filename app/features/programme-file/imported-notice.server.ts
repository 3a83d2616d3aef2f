import type { NoticeView } from '#app/components/notice.tsx';
import { listAudit } from '#app/features/audit/audit.repository.server.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { translator } from '#app/i18n/translate.ts';

const mostEntries = 50;

/** What came in with a programme file, as the audit trail has it; nothing where the programme was not imported. */
export async function importedNotices({ database, membership, programmeId, language }: ProgrammeDesk): Promise<NoticeView[]> {
  const entries = await listAudit(database, membership, { programmeId, subject: { kind: 'programme', id: programmeId }, limit: mostEntries });
  const facts = entries.find(({ action }) => action === 'programme.imported')?.facts;
  if (facts === undefined) return [];
  const t = translator(language);
  const count = (name: string) => (typeof facts[name] === 'number' ? facts[name] : 0);
  const came = {
    consultants: count('consultants'), activities: count('activities'), expenses: count('expenses'), files: count('fileCount'),
  };
  const link = { href: programmeAddress(membership.organisationId, programmeId), text: t('programme.imported.link') };
  const notice: NoticeView = { tone: 'success', isDone: true, heading: t('programme.imported.heading'), text: t('programme.imported.text', came), link };
  const missing = typeof facts['missing'] === 'string' ? facts['missing'].split('\n') : [];
  if (missing.length === 0) return [notice];
  return [notice, { tone: 'warning', heading: t('programme.imported.missing'), text: t('programme.imported.missing.text'), items: missing }];
}
