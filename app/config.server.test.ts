import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.server.ts';
import { projectFolder } from './project-folder.ts';

const dataFolder = join(projectFolder, 'data');
const standard = {
  host: '127.0.0.1', port: undefined, dataFolder, databasePlace: { kind: 'sqlite', file: join(dataFolder, 'ou-refusjon.sqlite') }, publicOrigin: undefined,
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
