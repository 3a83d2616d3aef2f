import { describe, expect, test } from 'vitest';
import { clientAddressOf, networkOf, TrustedProxies } from './client-address.ts';

/** Whose address counts: nobody is hidden behind, or blamed for, what another wrote. */

const proxies = new TrustedProxies(['10.0.0.0/8', '2001:db8::7']);
const from = (remoteAddress: string, told?: string) => ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': told } });

describe('the client’s address', () => {
  test.each([
    ['192.0.2.7', undefined, '192.0.2.7'],
    ['192.0.2.7', '203.0.113.1', '192.0.2.7'],
    ['::ffff:192.0.2.7', '203.0.113.1', '192.0.2.7'],
    ['10.1.2.3', '203.0.113.1', '203.0.113.1'],
    ['::ffff:10.1.2.3', '203.0.113.1', '203.0.113.1'],
    ['2001:db8::7', '2001:db8:1::9', '2001:db8:1::9'],
    ['2001:db8::8', '2001:db8:1::9', '2001:db8::8'],
    ['10.1.2.3', '198.51.100.1, 203.0.113.1, 10.9.9.9', '203.0.113.1'],
    ['10.1.2.3', undefined, '10.1.2.3'],
    ['10.1.2.3', 'unknown', '10.1.2.3'],
    ['10.1.2.3', '203.0.113.1, <script>', '10.1.2.3'],
    ['10.1.2.3', '10.4.4.4', '10.1.2.3'],
  ])('of a connection from %s that says %s is %s', (remote, told, client) => {
    expect(clientAddressOf(from(remote, told), proxies)).toBe(client);
  });

  test('is never what a header says where no proxy is trusted', () => {
    expect(clientAddressOf(from('127.0.0.1', '203.0.113.1'), new TrustedProxies([]))).toBe('127.0.0.1');
  });
});

test.each(['', 'proxy.example', '10.0.0.0/33', '10.0.0/8', '10.0.0.0/x'])('%j is no network', (network) => {
  expect(() => new TrustedProxies([network])).toThrow();
});

test.each([
  ['192.0.2.7', '192.0.2.7'], ['2001:db8::1', '2001:db8:0:0::/64'], ['2001:db8:0:0:ffff:1:2:3', '2001:db8:0:0::/64'],
  ['2001:0db8:1:2:3:4:5:6', '2001:db8:1:2::/64'], ['::1', '0:0:0:0::/64'], ['', ''],
])('%s is counted as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
