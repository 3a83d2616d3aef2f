import { join } from 'node:path';
import { z } from 'zod';
import type { DatabasePlace } from '#db/connect.ts';
import type { IdentityProviderSettings } from './features/identities/identity-provider.server.ts';
import { TrustedProxies } from './http/client-address.ts';
import { logLevels, type LogLevel } from './http/log.ts';
import { readSender, readSmtpServer, type MailSettings } from './features/outbox/mail-settings.ts';
import { projectFolder } from './project-folder.ts';

/** An empty variable is one that is not set. */
const unsetWhenEmpty = (value: unknown) => (value === '' ? undefined : value);

const isOrigin = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text.replace(/\/$/, '');

const networksIn = (text: string) => text.split(',').map((each) => each.trim()).filter((each) => each !== '');

function areNetworks(text: string): boolean {
  try {
    new TrustedProxies(networksIn(text));
    return true;
  } catch {
    return false;
  }
}

const count = (most: number) => z.string().regex(/^[1-9]\d{0,6}$/).transform(Number).pipe(z.number().max(most));

const loopback = /^(localhost|127(\.\d+){3}|::1)$/;

const isIssuer = (text: string) => URL.canParse(text)
  && (new URL(text).protocol === 'https:' || (new URL(text).protocol === 'http:' && loopback.test(new URL(text).hostname)));

const environmentSchema = z.object({
  DATA_DIR: z.preprocess(unsetWhenEmpty, z.string().max(4096).default(join(projectFolder, 'data'))),
  DATABASE_URL: z.preprocess(unsetWhenEmpty, z.string().regex(/^postgres(ql)?:\/\/\S+$/).refine((text) => URL.canParse(text)).optional()),
  PUBLIC_ORIGIN: z.preprocess(unsetWhenEmpty, z.string().refine(isOrigin).transform((text) => new URL(text).origin).optional()),
  HOST: z.preprocess(unsetWhenEmpty, z.string().max(255).default('127.0.0.1')),
  PORT: z.preprocess(unsetWhenEmpty, z.string().regex(/^\d{1,5}$/).transform(Number).pipe(z.number().max(65_535)).optional()),
  TRUSTED_PROXY: z.preprocess(unsetWhenEmpty, z.string().max(4096).refine(areNetworks).transform(networksIn).default([])),
  LOG_LEVEL: z.preprocess(unsetWhenEmpty, z.enum(logLevels).default('info')),
  FORMS_PER_MINUTE: z.preprocess(unsetWhenEmpty, count(1_000_000).default(600)),
  QUOTA_GB: z.preprocess(unsetWhenEmpty, count(100_000).default(20)),
  OIDC_ISSUER: z.preprocess(unsetWhenEmpty, z.string().max(2_000).refine(isIssuer).optional()),
  OIDC_CLIENT_ID: z.preprocess(unsetWhenEmpty, z.string().max(500).optional()),
  OIDC_CLIENT_SECRET: z.preprocess(unsetWhenEmpty, z.string().max(4096).optional()),
  OIDC_NAME: z.preprocess(unsetWhenEmpty, z.string().max(60).optional()),
  OIDC_ACR_VALUES: z.preprocess(unsetWhenEmpty, z.string().max(1_000).transform((text) => text.split(/[\s,]+/).filter((value) => value !== '')).default([])),
  SMTP_URL: z.preprocess(unsetWhenEmpty, z.string().transform(readSmtpServer).refine((server) => server !== undefined).optional()),
  MAIL_FROM: z.preprocess(unsetWhenEmpty, z.string().transform(readSender).refine((sender) => sender !== undefined).optional()),
});

/** What the surroundings decide about a running server. */
export interface Config {
  readonly host: string;
  /** Undefined: the first free one from 3000 on. Zero: any free one. */
  readonly port: number | undefined;
  /** Where the files lie, and SQLite's database unless another is named. */
  readonly dataFolder: string;
  readonly databasePlace: DatabasePlace;
  /** The address people use, such as `https://ou.kommune.no`, where it is another than the server's own. */
  readonly publicOrigin: string | undefined;
  /** The networks of the proxies in front, whose word about the client's address is taken. */
  readonly trustedProxies: readonly string[];
  readonly logLevel: LogLevel;
  /** How many forms one address may send in a minute; one session a fifth of it. */
  readonly formsPerMinute: number;
  /** How many bytes of files an organisation may keep. */
  readonly quotaBytes: number;
  /** Another place where people sign in; undefined where there is none. */
  readonly identityProvider: IdentityProviderSettings | undefined;
  /** How e-mail is sent; without it nothing is, and links are shown to be passed on. */
  readonly mail: MailSettings | undefined;
}

/** A fault a person can mend in the environment: one line for each variable that is wrong. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Holds a password: never printed. */
const secret: ReadonlySet<string> = new Set(['DATABASE_URL', 'OIDC_CLIENT_SECRET', 'SMTP_URL']);

/** Reads the environment. Nothing else in the product does. Throws ConfigError. */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (parsed.success) return toConfig(parsed.data);
  const names = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))];
  throw new ConfigError(names.map((name) => `${name}=${secret.has(name) ? '…' : environment[name] ?? ''} ${help[name] ?? ''}`).join('\n'));
}

const gigaBytes = 1024 ** 3;

function toConfig(read: z.infer<typeof environmentSchema>): Config {
  const { HOST, PORT, DATA_DIR, DATABASE_URL, PUBLIC_ORIGIN, SMTP_URL, MAIL_FROM } = read;
  if (!loopback.test(HOST) && PUBLIC_ORIGIN === undefined) throw new ConfigError(`PUBLIC_ORIGIN= ${help['PUBLIC_ORIGIN']}`);
  if (SMTP_URL !== undefined && MAIL_FROM === undefined) throw new ConfigError(`MAIL_FROM= ${help['MAIL_FROM']}`);
  const mail = SMTP_URL === undefined || MAIL_FROM === undefined ? undefined : { server: SMTP_URL, from: MAIL_FROM };
  const databasePlace: DatabasePlace = DATABASE_URL === undefined
    ? { kind: 'sqlite', file: join(DATA_DIR, 'ou-refusjon.sqlite') }
    : { kind: 'postgres', url: DATABASE_URL };
  return {
    host: HOST, port: PORT, dataFolder: DATA_DIR, databasePlace, publicOrigin: PUBLIC_ORIGIN, trustedProxies: read.TRUSTED_PROXY,
    logLevel: read.LOG_LEVEL, formsPerMinute: read.FORMS_PER_MINUTE, quotaBytes: read.QUOTA_GB * gigaBytes,
    identityProvider: identityProviderIn(read), mail,
  };
}

/** All of it or none: half a provider lets nobody in. */
function identityProviderIn(read: z.infer<typeof environmentSchema>): IdentityProviderSettings | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: name } = read;
  if (issuer !== undefined && clientId !== undefined && clientSecret !== undefined && name !== undefined) {
    return { issuer, clientId, clientSecret, name, secondFactorValues: read.OIDC_ACR_VALUES };
  }
  const given = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: name };
  const lacking = Object.entries(given).filter(([, value]) => value === undefined).map(([variable]) => variable);
  if (lacking.length < Object.keys(given).length) throw new ConfigError(lacking.map((variable) => `${variable}= ${help[variable]}`).join('\n'));
  return undefined;
}

const help: Record<string, string> = {
  HOST: 'er ikke et navn eller en adresse tjenesten kan lytte på, for eksempel 127.0.0.1 eller 0.0.0.0.',
  DATA_DIR: 'er ikke en mappe, for eksempel /var/lib/ou-refusjon.',
  DATABASE_URL: 'er ikke en adresse til PostgreSQL, for eksempel postgres://bruker:passord@tjener:5432/ou.',
  PUBLIC_ORIGIN: 'må være adressen folk bruker, for eksempel https://ou.kommune.no, når HOST er en annen enn denne maskinen.',
  TRUSTED_PROXY: 'må være adressene til proxyene foran, med komma mellom, for eksempel 127.0.0.1 eller 10.0.0.0/8.',
  LOG_LEVEL: 'må være silent, error, warn, info eller debug.',
  FORMS_PER_MINUTE: 'må være et helt tall fra 1: så mange skjemaer tas imot fra én adresse i minuttet.',
  QUOTA_GB: 'må være et helt tall fra 1: så mange gigabyte filer kan en organisasjon ha.',
  OIDC_ISSUER: 'må være adressen innloggingstjenesten kaller seg selv, for eksempel https://login.kommune.no.',
  OIDC_CLIENT_ID: 'må settes sammen med OIDC_ISSUER: navnet OU-refusjon er registrert med i innloggingstjenesten.',
  OIDC_CLIENT_SECRET: 'må settes sammen med OIDC_ISSUER: hemmeligheten OU-refusjon fikk i innloggingstjenesten.',
  OIDC_NAME: 'må settes sammen med OIDC_ISSUER: det folk kaller innloggingstjenesten, for eksempel «Entra ID» eller «kommunekonto».',
  OIDC_ACR_VALUES: 'må være verdier av acr eller amr med mellomrom mellom.',
  SMTP_URL: 'er ikke adressen til en e-posttjener, for eksempel smtp://bruker:passord@epost.kommune.no:587 eller smtps://epost.kommune.no.',
  MAIL_FROM: 'må være adressen e-posten kommer fra, for eksempel OU-refusjon <ou@kommune.no>, når SMTP_URL er satt.',
  PORT: 'er ikke et portnummer mellom 0 og 65535, for eksempel 3000.',
};
