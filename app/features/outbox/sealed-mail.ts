import { z } from 'zod';
import type { SecretBox } from '#app/features/secrets/secret-box.server.ts';
import { SendFault, type MailText } from './outbox-message.ts';

const body = z.object({ text: z.string(), html: z.string(), to: z.string().optional() });

/** Each e-mail's own, so that one's text cannot be put in another's place. */
export function purposeOf(messageId: string): string {
  return `outbox message ${messageId}`;
}

/** What a queued e-mail says, and to whom where only its seal knows. Throws SendFault when this installation's key does not open it. */
export function openMail(box: SecretBox, { id, bodySealed }: { id: string; bodySealed: string }): Omit<MailText, 'subject'> & { readonly to?: string | undefined } {
  try {
    return body.parse(JSON.parse(box.open(bodySealed, purposeOf(id))));
  } catch {
    throw new SendFault('unreadable');
  }
}
