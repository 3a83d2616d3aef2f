import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.server.ts';

test('without settings the server listens on this machine only, on the first free port', () => {
  expect(readConfig({})).toEqual({ host: '127.0.0.1', port: undefined });
  expect(readConfig({ HOST: '', PORT: '' })).toEqual({ host: '127.0.0.1', port: undefined });
});

test('host and port can be set', () => {
  expect(readConfig({ HOST: '0.0.0.0', PORT: '8080' })).toEqual({ host: '0.0.0.0', port: 8080 });
  expect(readConfig({ PORT: '0' }).port).toBe(0);
});

describe('a port that is none is refused in a line that names it', () => {
  test.each(['http', '-1', '65536', '3000.5', '1e3', '0x50'])('%j', (port) => {
    expect(() => readConfig({ PORT: port })).toThrow(ConfigError);
    expect(() => readConfig({ PORT: port })).toThrow(`PORT=${port} er ikke et portnummer`);
  });
});
