import { headerLine, isMailAddress } from './mail-address.ts';

/** The server that takes our e-mail. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** True where the connection is encrypted from the start (`smtps:`); else it becomes so before anything is said. */
  readonly isSecure: boolean;
  readonly signIn: { readonly user: string; readonly password: string } | undefined;
}

/** How our e-mail is sent, and whom it is from. */
export interface MailSettings {
  readonly server: SmtpServer;
  readonly from: { readonly name: string; readonly address: string };
}

const usualPorts: Readonly<Record<string, number>> = { 'smtp:': 587, 'smtps:': 465 };

/** `smtp://user:password@host:587` or `smtps://host`; undefined for anything else. Settings in a query are refused: one could turn encryption off. */
export function readSmtpServer(text: string): SmtpServer | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(text);
  const usualPort = usualPorts[protocol];
  if (usualPort === undefined || hostname === '' || !['', '/'].includes(pathname) || search !== '' || hash !== '') return undefined;
  const [user, secret] = [decoded(username), decoded(password)];
  if (user === undefined || secret === undefined || (user === '') !== (secret === '')) return undefined;
  return {
    host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? usualPort : Number(port), isSecure: protocol === 'smtps:',
    signIn: user === '' ? undefined : { user, password: secret },
  };
}

/** `OU-refusjon <ou@kommune.no>` or an address alone. */
export function readSender(text: string): MailSettings['from'] | undefined {
  const [, name = '', address = text] = /^([^<>]{0,100})<([^<>]*)>$/.exec(text) ?? [];
  const isPlain = headerLine(name) === name.trim() && isMailAddress(address.trim());
  return isPlain ? { name: name.trim().replace(/^"(.*)"$/, '$1'), address: address.trim() } : undefined;
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
