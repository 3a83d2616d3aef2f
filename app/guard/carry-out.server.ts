import { createHash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { makeChange, type Change } from '#app/features/audit/change.server.ts';
import { findFormKey, insertFormKey } from '#app/features/users/form-keys.repository.server.ts';
import { lockUser } from '#app/features/users/users.repository.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { makerOf, type OrganisationDesk, type PersonDesk } from './desk.server.ts';

/** What a command of a form comes to: the page to go to, or why it could not be done, which the form then says. */
export type Outcome<Refusal = never> = { readonly location: string } | { readonly refused: Refusal };

export const formKeyField = 'form_key';
const formKeyPattern = /^[0-9a-f-]{36}$/;

/** The key the form was shown with; undefined where what was sent is none. */
export function formKeyOf(form: FormFields): string | undefined {
  const formKey = form.text(formKeyField);
  return formKeyPattern.test(formKey) ? formKey : undefined;
}

/**
 * Carries out a form's command, once: one transaction, and a redirect to its page. The same form sent again (double click,
 * back and again) goes to the same page; another body under the same key is refused (422). A refusal is handed back,
 * and the key stays unused.
 */
export async function carryOut<Refusal>(
  desk: OrganisationDesk, form: FormFields, command: (change: Change) => Promise<Outcome<Refusal>>,
): Promise<{ readonly refused: Refusal }> {
  return handBack(await carryOutOnce(desk, form, command));
}

/** The same without the redirect, for an answer that can be shown only once. The command is not run for a form sent again. */
export async function carryOutOnce<Refusal>(
  desk: OrganisationDesk, form: FormFields, command: (change: Change) => Promise<Outcome<Refusal>>,
): Promise<Outcome<Refusal>> {
  const sent = await sentForm(desk, form);
  return makeChange(desk.database, makerOf(desk), (change) => once(change.trx, sent, () => command(change)));
}

/** The same for what is a person's own: their row is locked in place of the organisation's. */
export async function carryOutOwn<Refusal>(
  desk: PersonDesk, form: FormFields, command: (trx: Transaction<Database>) => Promise<Outcome<Refusal>>,
): Promise<{ readonly refused: Refusal }> {
  return handBack(await ownOutcome(desk, form, { run: command }));
}

interface OwnCommand<Refusal> {
  readonly lock?: (trx: Transaction<Database>) => Promise<void>;
  readonly run: (trx: Transaction<Database>) => Promise<Outcome<Refusal>>;
}

/**
 * The same for what reaches into organisations: `lock` holds them before the person's row is, the order in which their own commands
 * come to a person, so that neither waits for the other.
 */
export async function carryOutOwnAmong<Refusal>(
  desk: PersonDesk, form: FormFields, command: OwnCommand<Refusal> & Required<Pick<OwnCommand<Refusal>, 'lock'>>,
): Promise<{ readonly refused: Refusal }> {
  return handBack(await ownOutcome(desk, form, command));
}

/** The same without the redirect, for an answer that can be shown only once; undefined for a form that was carried out before. */
export async function carryOutOwnOnce<Refusal>(
  desk: PersonDesk, form: FormFields, command: (trx: Transaction<Database>) => Promise<Outcome<Refusal>>,
): Promise<Outcome<Refusal> | undefined> {
  let isRun = false;
  const outcome = await ownOutcome(desk, form, { run: (trx) => {
    isRun = true;
    return command(trx);
  } });
  return isRun ? outcome : undefined;
}

async function ownOutcome<Refusal>(desk: PersonDesk, form: FormFields, { lock, run }: OwnCommand<Refusal>): Promise<Outcome<Refusal>> {
  const sent = await sentForm(desk, form);
  return desk.database.transaction().execute(async (trx) => {
    await lock?.(trx);
    await lockUser(trx, desk.user.userId);
    return once(trx, sent, () => run(trx));
  });
}

/** Leads on where the very form was carried out before: asked before a password is tried, which that form may have changed. */
export async function leadOnIfCarriedOut(desk: PersonDesk, form: FormFields): Promise<void> {
  const earlier = await earlierOutcome(desk.database, await sentForm(desk, form));
  if (earlier !== undefined) handBack(earlier);
}

/** What was sent, under the key that makes it be carried out once. */
export interface SentForm {
  readonly userId: string;
  readonly formKey: string;
  readonly bodyHash: string;
  readonly now: string;
}

async function sentForm({ user, now, url }: PersonDesk, form: FormFields): Promise<SentForm> {
  const formKey = formKeyOf(form);
  if (formKey === undefined) throw new Response(null, { status: 400 });
  return { userId: user.userId, formKey, bodyHash: await bodyHashOf(url.pathname, form), now: now.toISOString() };
}

/** Runs a command unless it was run under this key before: then leads to what came of it. Another body under the key is refused (422). */
export async function once<Refusal>(
  trx: Transaction<Database>, sent: SentForm, command: () => Promise<Outcome<Refusal>>,
): Promise<Outcome<Refusal>> {
  const earlier = await earlierOutcome(trx, sent);
  if (earlier !== undefined) return earlier;
  const done = await command();
  if ('location' in done) await insertFormKey(trx, { ...sent, location: done.location });
  return done;
}

/** Where the same led before; undefined when it has not been carried out. */
export async function earlierOutcome(
  db: Kysely<Database>, { userId, formKey, bodyHash }: SentForm,
): Promise<{ readonly location: string } | undefined> {
  const earlier = await findFormKey(db, userId, formKey);
  if (earlier !== undefined && earlier.bodyHash !== bodyHash) throw new Response(null, { status: 422 });
  return earlier === undefined ? undefined : { location: earlier.location };
}

function handBack<Refusal>(outcome: Outcome<Refusal>): { readonly refused: Refusal } {
  if ('refused' in outcome) return outcome;
  throw new Response(null, { status: 303, headers: { Location: outcome.location } });
}

const hashes = new WeakMap<FormFields, Promise<string>>();

/** What tells a form's body from another's, worked out once. */
export function bodyHashOf(pathname: string, form: FormFields): Promise<string> {
  const hash = hashes.get(form) ?? hashOf(pathname, form);
  hashes.set(form, hash);
  return hash;
}

/** Files by their content: another scan of the same name is another body. */
async function hashOf(pathname: string, form: FormFields): Promise<string> {
  const files = await Promise.all(form.everyFile().map(async ([field, file]) => (
    [field, file.name, sha256Of(new Uint8Array(await file.arrayBuffer()))]
  )));
  return sha256Of(JSON.stringify([pathname, form.everyText(), files]));
}

function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
