import { readFile } from 'node:fs/promises';
import type { Kysely } from 'kysely';
import { inOrganisation } from '#db/in-organisation.ts';
import type { Database } from '#db/schema.ts';
import type { Language } from '#app/domain/programme.ts';
import { everyAuditHead, type OrganisationHead } from '#app/features/audit/every-audit-head.repository.server.ts';
import { readKeptHeads, readPrintedHead, type KeptHead } from '#app/features/audit/kept-heads.ts';
import { verifyAudit } from '#app/features/audit/verify-audit.server.ts';
import { operatorOf } from '#app/features/users/memberships.repository.server.ts';
import { translator, type Translate } from '#app/i18n/translate.ts';
import { UsageError } from './usage-error.ts';
import { withServices } from './with-services.ts';

export interface AuditVerifyArguments {
  /** Name or organisation id; every organisation when left out. */
  readonly organisation?: string | undefined;
  /** Files, or heads as printed in a claim. */
  readonly against?: readonly string[] | undefined;
}

/** `ou audit verify`: reckons every seal anew, says what it found and gives the heads to keep. Exit 1 when a trail is not whole. */
export async function runAuditVerify({ organisation, against = [] }: AuditVerifyArguments, language: Language): Promise<void> {
  const t = translator(language);
  const kept = (await Promise.all(against.map((text) => headsIn(text, t)))).flat();
  await withServices(async ({ database }) => {
    const chosen = await chosenTrails(database, organisation, t);
    const told = toldOf(kept, chosen, t);
    let broken = 0;
    for (const trail of chosen) broken += await verify(database, { trail, kept: told.get(trail.organisationId) ?? [], t }) ? 0 : 1;
    const isGone = (id: string) => organisation === undefined && chosen.every(({ organisationId }) => organisationId !== id);
    const gone = [...told.keys()].filter(isGone);
    for (const id of gone) say(t('cli.audit.gone', { id }));
    if (kept.length === 0) say(t('cli.audit.outside'));
    if (broken + gone.length > 0) process.exitCode = 1;
  });
}

async function headsIn(text: string, t: Translate): Promise<KeptHead[]> {
  const printed = readPrintedHead(text);
  if (printed !== undefined) return [printed];
  const content = await readFile(text, 'utf8').catch(() => { throw new UsageError(t('cli.audit.unreadable', { file: text })); });
  const heads = readKeptHeads(content);
  if (heads.length === 0) throw new UsageError(t('cli.audit.noHead', { file: text }));
  return heads;
}

async function chosenTrails(db: Kysely<Database>, asked: string | undefined, t: Translate): Promise<OrganisationHead[]> {
  const all: OrganisationHead[] = [];
  for await (const trail of everyAuditHead(db)) if ([undefined, trail.name, trail.organisationId].includes(asked)) all.push(trail);
  if (all.length === 0) throw new UsageError(asked === undefined ? t('cli.user.noOrganisation') : t('cli.audit.notFound', { organisation: asked }));
  return all;
}

/** By organisation. A head that does not say whose it is can only be held against one trail. */
function toldOf(kept: readonly KeptHead[], chosen: readonly OrganisationHead[], t: Translate): Map<string, KeptHead[]> {
  const [only, another] = chosen;
  if (another !== undefined && kept.some(({ organisationId }) => organisationId === undefined)) throw new UsageError(t('cli.audit.whose'));
  return Map.groupBy(kept, ({ organisationId }) => organisationId ?? only?.organisationId ?? '');
}

interface Verification {
  readonly trail: OrganisationHead;
  readonly kept: readonly KeptHead[];
  readonly t: Translate;
}

async function verify(database: Kysely<Database>, { trail: { organisationId, name }, kept, t }: Verification): Promise<boolean> {
  const check = await verifyAudit(inOrganisation(database, organisationId), operatorOf(organisationId), kept);
  if (!check.isWhole) say(t('cli.audit.broken', { organisation: name, fault: t(`audit.seal.${check.fault}`, { at: check.at }) }));
  else if (check.entries === 0) say(t('cli.audit.empty', { organisation: name }));
  else say(`${t('cli.audit.whole', { organisation: name, entries: check.entries })}\n  ${organisationId} ${check.head.sequence} ${check.head.hash}`);
  return check.isWhole;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
