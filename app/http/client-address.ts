import { BlockList, isIP, isIPv6 } from 'node:net';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** The networks whose word about the client's address is taken; each `10.0.0.7` or `10.0.0.0/8`. */
export class TrustedProxies {
  readonly #networks = new BlockList();

  /** Throws RangeError when one is no network. */
  constructor(networks: readonly string[]) {
    for (const network of networks) {
      const [address = '', prefix] = network.split('/');
      if (isIP(address) === 0) throw new RangeError(`${network} is no network`);
      this.#networks.addSubnet(address, Number(prefix ?? (isIPv6(address) ? 128 : 32)), kindOf(address));
    }
  }

  has(address: string): boolean {
    return isIP(address) !== 0 && this.#networks.check(address, kindOf(address));
  }
}

interface Connection {
  readonly socket: { readonly remoteAddress?: string | undefined };
  readonly headers: NodeJS.Dict<string | string[]>;
}

/**
 * Where a request came from: the other end of the connection or, when that is a proxy of ours, the last in `X-Forwarded-For` that
 * is none. What stands before it anyone may have written.
 */
export function clientAddressOf({ socket, headers }: Connection, proxies: TrustedProxies): string {
  const nearest = plainAddress(socket.remoteAddress ?? '');
  if (!proxies.has(nearest)) return nearest;
  const told = [headers['x-forwarded-for'] ?? ''].flat().join(',').split(',').map((each) => plainAddress(each.trim()));
  const client = told.findLast((address) => !proxies.has(address));
  return client !== undefined && isIP(client) !== 0 ? client : nearest;
}

/** Works out the client's address before the headers that tell it are dropped. */
export function noteClientAddress(proxies: TrustedProxies): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    response.locals['clientAddress'] = clientAddressOf(request, proxies);
    next();
  };
}

export function notedAddress(response: Response): string {
  const address: unknown = response.locals['clientAddress'];
  return typeof address === 'string' ? address : '';
}

/** By what an address is counted: one who has an IPv6 address has a whole network of them. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [front = '', back] = address.split('::');
  const groups = (part: string) => part.split(':').filter((group) => group !== '');
  const [before, after] = [groups(front), groups(back ?? '')];
  const filled = back === undefined ? before : [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after];
  return `${filled.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}

/** An IPv4 address as itself, also when the machine speaks IPv6. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

function kindOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
