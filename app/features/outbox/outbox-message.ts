import type { Language } from '#app/domain/programme.ts';

/** What an e-mail is about; `outbox.kind.<kind>` names it. */
export const messageKinds = ['invitation', 'password_reset', 'password_changed', 'account_changed', 'day_sheet'] as const;
export type MessageKind = (typeof messageKinds)[number];

/** An e-mail as it is read: the same said twice, for programs that show HTML and for those that don't. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface NewMessage {
  readonly kind: MessageKind;
  /** Undefined where it concerns a person's own account, and no organisation. */
  readonly organisationId: string | undefined;
  /** The row it is about, such as an invitation. */
  readonly aboutId: string | undefined;
  readonly recipient: string;
  /** What is stored in place of the recipient, who is sealed with what the e-mail says and forgotten with it. */
  readonly storedAs?: string | undefined;
  readonly language: Language;
  readonly mail: MailText;
  /** ISO UTC. */
  readonly now: string;
  /** From when on it is not worth sending: its link is dead by then. ISO UTC. */
  readonly expiresAt: string | undefined;
}

export const sendFaultCodes = [
  'unreachable', 'no_answer', 'tls', 'sign_in', 'recipient', 'refused', 'broken_off', 'unreadable', 'too_late', 'not_needed', 'interrupted',
] as const;
export type SendFaultCode = (typeof sendFaultCodes)[number];

/** Why an e-mail did not get away: a code of ours and the mail server's number, if any; never its words, which may name people. */
export class SendFault extends Error {
  override readonly name = 'SendFault';
  readonly code: SendFaultCode;
  readonly status: number | undefined;

  constructor(code: SendFaultCode, status?: number) {
    super(status === undefined ? code : `${code} ${status}`);
    this.code = code;
    this.status = status;
  }
}

/** Reads what a fault was written as: `refused 550`. */
export function readSendFault(stored: string): { readonly code: SendFaultCode | undefined; readonly status: string | undefined } {
  const [word, status] = stored.split(' ');
  return { code: sendFaultCodes.find((code) => code === word), status };
}

/** How it stands with an e-mail, as its organisation sees it. */
export interface ListedMessage {
  readonly id: string;
  readonly kind: string;
  readonly recipient: string;
  readonly subject: string;
  readonly createdAt: string;
  readonly tries: number;
  readonly nextTryAt: string;
  readonly sentAt: string | undefined;
  readonly deadAt: string | undefined;
  readonly lastFault: string | undefined;
  /** True when it was given up and what it says is still kept and of use. */
  readonly canBeSentAgain: boolean;
}
