import { createHash } from 'node:crypto';
import { makeChange, type Change } from '#app/features/audit/change.server.ts';
import { findFormKey, insertFormKey } from '#app/features/users/form-keys.repository.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { makerOf, type OrganisationDesk } from './desk.server.ts';

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
  const formKey = formKeyOf(form);
  if (formKey === undefined) throw new Response(null, { status: 400 });
  const { user, now } = desk;
  const bodyHash = await bodyHashOf(desk.url.pathname, form);
  const outcome = await makeChange(desk.database, makerOf(desk), async (change): Promise<Outcome<Refusal>> => {
    const earlier = await findFormKey(change.trx, user.userId, formKey);
    if (earlier !== undefined && earlier.bodyHash !== bodyHash) throw new Response(null, { status: 422 });
    if (earlier !== undefined) return { location: earlier.location };
    const done = await command(change);
    if ('location' in done) {
      await insertFormKey(change.trx, { userId: user.userId, formKey, bodyHash, location: done.location, now: now.toISOString() });
    }
    return done;
  });
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
