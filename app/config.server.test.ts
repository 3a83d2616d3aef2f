import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.server.ts';
import { projectFolder } from './project-folder.ts';

const dataFolder = join(projectFolder, 'data');
const standard = {
  host: '127.0.0.1', port: undefined, dataFolder, databasePlace: { kind: 'sqlite', file: join(dataFolder, 'ou-refusjon.sqlite') }, publicOrigin: undefined,
  trustedProxies: [], logLevel: 'info', formsPerMinute: 600, quotaBytes: 20 * 1024 ** 3, identityProvider: undefined,
  mail: undefined,
};

test('without settings the server listens on this machine only, on the first free port', () => {
  expect(readConfig({})).toEqual(standard);
  expect(readConfig({ HOST: '', PORT: '', DATA_DIR: '', DATABASE_URL: '', PUBLIC_ORIGIN: '' })).toEqual(standard);
});

test('host and port can be set', () => {
  expect(readConfig({ HOST: '0.0.0.0', PORT: '8080', PUBLIC_ORIGIN: 'https://ou.kommune.no/' }))
    .toEqual({ ...standard, host: '0.0.0.0', port: 8080, publicOrigin: 'https://ou.kommune.no' });
  expect(readConfig({ PORT: '0' }).port).toBe(0);
});

describe('a port that is none is refused in a line that names it', () => {
  test.each(['http', '-1', '65536', '3000.5', '1e3', '0x50'])('%j', (port) => {
    expect(() => readConfig({ PORT: port })).toThrow(ConfigError);
    expect(() => readConfig({ PORT: port })).toThrow(`PORT=${port} er ikke et portnummer`);
  });
});

test('a server that others reach has to know its own address: any other name is turned away', () => {
  expect(() => readConfig({ HOST: '0.0.0.0' })).toThrow('PUBLIC_ORIGIN= må være adressen folk bruker');
  for (const host of ['localhost', '127.0.0.2', '::1']) expect(readConfig({ HOST: host }).host).toBe(host);
});

test('the data lie where DATA_DIR says, the database on PostgreSQL when it is named', () => {
  expect(readConfig({ DATA_DIR: '/srv/ou' }).databasePlace).toEqual({ kind: 'sqlite', file: join('/srv/ou', 'ou-refusjon.sqlite') });
  const url = 'postgres://ou:hemmelig@db:5432/ou';
  expect(readConfig({ DATA_DIR: '/srv/ou', DATABASE_URL: url })).toMatchObject({ dataFolder: '/srv/ou', databasePlace: { kind: 'postgres', url } });
});

test.each(['mysql://x/y', 'postgres', 'postgres://', 'postgres://bruker:hemmelig@ /x'])('%j is no database, and a password in it is not printed', (url) => {
  expect(() => readConfig({ DATABASE_URL: url })).toThrow('DATABASE_URL=… er ikke en adresse til PostgreSQL');
});

test.each(['ou.kommune.no', 'ftp://ou.kommune.no', 'https://ou.kommune.no/sti', 'https://'])('%j is no address people use', (origin) => {
  expect(() => readConfig({ PUBLIC_ORIGIN: origin })).toThrow('PUBLIC_ORIGIN=');
});

describe('limits and the log', () => {
  test('can be set', () => {
    expect(readConfig({ TRUSTED_PROXY: '127.0.0.1, 10.0.0.0/8', LOG_LEVEL: 'debug', FORMS_PER_MINUTE: '30', QUOTA_GB: '1' })).toEqual({
      ...standard, trustedProxies: ['127.0.0.1', '10.0.0.0/8'], logLevel: 'debug', formsPerMinute: 30, quotaBytes: 1024 ** 3,
    });
  });

  test.each([
    ['TRUSTED_PROXY', 'proxy.kommune.no'], ['TRUSTED_PROXY', '10.0.0.0/99'], ['LOG_LEVEL', 'loud'], ['FORMS_PER_MINUTE', '0'], ['FORMS_PER_MINUTE', 'mange'],
    ['QUOTA_GB', '-1'], ['QUOTA_GB', '1,5'],
  ])('are refused by name when they are none: %s=%s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(`${name}=${value} må være`);
  });
});

describe('another place where people sign in', () => {
  const whole = { OIDC_ISSUER: 'https://login.kommune.no', OIDC_CLIENT_ID: 'ou', OIDC_CLIENT_SECRET: 'hemmelig', OIDC_NAME: 'kommunekonto' };

  test('is set up by four variables, and a fifth says what counts as a second factor', () => {
    const settings = { issuer: 'https://login.kommune.no', clientId: 'ou', clientSecret: 'hemmelig', name: 'kommunekonto', secondFactorValues: [] };
    expect(readConfig(whole).identityProvider).toEqual(settings);
    expect(readConfig({ ...whole, OIDC_ACR_VALUES: 'mfa, Level4' }).identityProvider).toEqual({ ...settings, secondFactorValues: ['mfa', 'Level4'] });
    expect(readConfig({ OIDC_ACR_VALUES: 'mfa' }).identityProvider).toBeUndefined();
  });

  test.each(Object.keys(whole))('is refused without %s, in a line that holds no secret', (name) => {
    expect(() => readConfig({ ...whole, [name]: '' })).toThrow(`${name}= må`);
    expect(() => readConfig({ ...whole, [name]: '' })).not.toThrow('hemmelig\n');
  });

  test.each(['http://login.kommune.no', 'login.kommune.no', 'ftp://127.0.0.1'])('is spoken with by https only, but on this machine: %s', (issuer) => {
    expect(() => readConfig({ ...whole, OIDC_ISSUER: issuer })).toThrow(`OIDC_ISSUER=${issuer} må være`);
    expect(readConfig({ ...whole, OIDC_ISSUER: 'http://127.0.0.1:4000' }).identityProvider?.issuer).toBe('http://127.0.0.1:4000');
  });
});

test('e-mail is sent when a mail server and a sender are named', () => {
  expect(readConfig({ SMTP_URL: 'smtps://ou:hemmelig@epost.kommune.no', MAIL_FROM: 'OU-refusjon <ou@kommune.no>' }).mail).toEqual({
    server: { host: 'epost.kommune.no', port: 465, isSecure: true, signIn: { user: 'ou', password: 'hemmelig' } },
    from: { name: 'OU-refusjon', address: 'ou@kommune.no' },
  });
  expect(readConfig({ SMTP_URL: '', MAIL_FROM: 'ou@kommune.no' }).mail).toBeUndefined();
  expect(() => readConfig({ SMTP_URL: 'smtp://epost.kommune.no' })).toThrow('MAIL_FROM= må være adressen');
  expect(() => readConfig({ SMTP_URL: 'smtp://epost.kommune.no', MAIL_FROM: 'ou' })).toThrow('MAIL_FROM=ou må være adressen');
});

test('a fault in the mail server’s address is told without its password', () => {
  const faulty = () => readConfig({ SMTP_URL: 'smtp://ou:hemmelig@epost.kommune.no/?secure=false', MAIL_FROM: 'ou@kommune.no' });
  expect(faulty).toThrow('SMTP_URL=… er ikke adressen til en e-posttjener');
  expect(faulty).not.toThrow('hemmelig');
});
