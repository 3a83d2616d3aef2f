import { organisationBreadcrumbs } from '#app/features/organisations/organisation-frame-view.ts';
import { getProgrammeRow } from '#app/features/programmes/programmes.repository.server.ts';
import { programmeFrame } from '#app/features/programmes/programme-frame-view.ts';
import { organisationAddress, programmeAddress } from '#app/features/shell/addresses.ts';
import { findWorkplaceName } from '#app/features/users/memberships.repository.server.ts';
import type { OrganisationDesk, ProgrammeDesk } from '#app/guard/desk.server.ts';
import { translator } from '#app/i18n/translate.ts';
import { getAuditHead, listAudit } from './audit.repository.server.ts';
import { auditListView } from './audit-view.ts';
import { historyView, type HistoryInput, type HistoryView } from './history-view.ts';
import { findSubjectNames } from './subject-names.repository.server.ts';
import { verifyAudit } from './verify-audit.server.ts';

const entriesOnPage = 50;
/** A longer trail is checked when somebody asks for it. */
const mostCheckedUnasked = 2_000;

/** Everything that happened in the organisation, and whether the trail is unchanged. */
export async function organisationHistory(desk: OrganisationDesk): Promise<HistoryView> {
  const { database, membership, language } = desk;
  const t = translator(language);
  const { organisationId } = membership;
  return historyView({
    ...await historyAt(desk, { programmeId: undefined, address: organisationAddress(organisationId, 'history') }),
    breadcrumbs: organisationBreadcrumbs({
      organisationId, organisationName: await findWorkplaceName(database, membership), title: t('audit.heading'), language,
    }),
    lead: t('audit.lead.organisation'),
    check: await checkOf(desk),
  });
}

/** Everything that happened in one programme. */
export async function programmeHistory(desk: ProgrammeDesk): Promise<HistoryView> {
  const { database, membership, programmeId, language } = desk;
  const { organisationId } = membership;
  const { facts } = await getProgrammeRow(database, membership, programmeId);
  return historyView({
    ...await historyAt(desk, { programmeId, address: programmeAddress(organisationId, programmeId, 'history') }),
    frame: programmeFrame({
      organisationId, organisationName: await findWorkplaceName(database, membership), programmeId, programmeName: facts.name,
      current: 'history', language, may: (permission) => membership.may(permission, programmeId),
    }),
    lead: translator(language)('audit.lead.programme'),
  });
}

type HistoryPlace = Pick<HistoryInput, 'address'> & { readonly programmeId: string | undefined };

async function historyAt({ database, membership, url, language }: OrganisationDesk, { address, programmeId }: HistoryPlace) {
  const asked = url.searchParams.get('before') ?? '';
  const before = /^\d{1,9}$/.test(asked) ? Number(asked) : undefined;
  const found = await listAudit(database, membership, { programmeId, before, limit: entriesOnPage + 1 });
  const entries = found.slice(0, entriesOnPage);
  const names = await findSubjectNames(database, membership, entries);
  return {
    address, language,
    list: auditListView({ entries, names, organisationId: membership.organisationId, hasLinks: true, language }),
    older: found.length > entriesOnPage ? entries.at(-1)?.sequence : undefined,
    isFirstPage: before === undefined,
  };
}

async function checkOf({ database, membership, url }: OrganisationDesk): Promise<HistoryInput['check']> {
  if (url.searchParams.has('before')) return undefined;
  const { sequence } = await getAuditHead(database, membership);
  if (sequence > mostCheckedUnasked && url.searchParams.get('check') !== 'yes') return 'unchecked';
  return verifyAudit(database, membership);
}
