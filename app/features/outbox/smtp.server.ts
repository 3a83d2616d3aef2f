import { createTransport } from 'nodemailer';
import type { MailSettings, SmtpServer } from './mail-settings.ts';
import { SendFault, type MailText, type SendFaultCode } from './outbox-message.ts';

export interface Letter extends MailText {
  /** The same each time it is tried: one who gets it twice sees it once. */
  readonly id: string;
  readonly recipient: string;
}

/** Hands a letter to the mail server. Throws SendFault. */
export type SendMail = (letter: Letter) => Promise<void>;

const loopback = /^(localhost|127(\.\d+){3}|::1)$/;
/** The whole of a try; shorter than the shortest time between two. */
const patienceMs = 45_000;

/** The way to the mail server. Nothing is said to it in the clear, but where it is this machine's own. */
export function openSmtp({ server, from }: MailSettings, mostMs = patienceMs): SendMail {
  const domain = from.address.split('@').at(-1) ?? 'localhost';
  return async ({ id, recipient, subject, text, html }) => {
    const transport = createTransport(transportOptions(server, mostMs));
    const deadline = new AbortController();
    const late = setTimeout(() => { deadline.abort(); }, mostMs);
    try {
      await Promise.race([
        transport.sendMail({
          envelope: { from: from.address, to: [recipient] }, from, to: { name: '', address: recipient }, subject, text, html,
          messageId: `<${id}@${domain}>`, headers: { 'Auto-Submitted': 'auto-generated' },
        }),
        new Promise((_, reject) => { deadline.signal.addEventListener('abort', () => { reject(new SendFault('no_answer')); }); }),
      ]);
    } catch (error) {
      throw error instanceof SendFault ? error : faultOf(error);
    } finally {
      clearTimeout(late);
      transport.close();
    }
  };
}

function transportOptions({ host, port, isSecure, signIn }: SmtpServer, mostMs: number) {
  const isOwn = loopback.test(host);
  const timeoutMs = Math.min(mostMs, 15_000);
  return {
    host, port, secure: isSecure, requireTLS: !isOwn && !isSecure, ignoreTLS: isOwn && !isSecure,
    ...(signIn === undefined ? {} : { auth: { user: signIn.user, pass: signIn.password } }),
    connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, dnsTimeout: timeoutMs,
    disableFileAccess: true, disableUrlAccess: true,
  };
}

const codes: Readonly<Record<string, SendFaultCode>> = {
  EAUTH: 'sign_in', ETLS: 'tls', ETIMEDOUT: 'no_answer', EDNS: 'unreachable', ECONNREFUSED: 'unreachable', ENOTFOUND: 'unreachable',
  EHOSTUNREACH: 'unreachable', ENETUNREACH: 'unreachable', ECONNECTION: 'broken_off', ESOCKET: 'broken_off', ECONNRESET: 'broken_off',
};

/** What nodemailer and the server said, as a code of ours: their words may hold addresses and names. */
function faultOf(error: unknown): SendFault {
  const { code, responseCode, command, cause } = partsOf(error);
  if (code === 'EENVELOPE' && command === 'RCPT TO') return new SendFault('recipient', responseCode);
  const known = code === 'ESOCKET' && /CERT|SSL|TLS|SIGNED/i.test(cause) ? 'tls' : codes[code];
  if (known === 'broken_off' && /ECONNREFUSED|ENOTFOUND|UNREACH/.test(cause)) return new SendFault('unreachable');
  return new SendFault(known ?? 'refused', responseCode);
}

function partsOf(error: unknown): { code: string; responseCode: number | undefined; command: string; cause: string } {
  const text = (name: string) => {
    const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
    return typeof value === 'string' ? value : '';
  };
  const status: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'responseCode') : undefined;
  return { code: text('code'), responseCode: typeof status === 'number' ? status : undefined, command: text('command'), cause: text('message') };
}
