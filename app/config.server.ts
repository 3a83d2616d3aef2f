import { join } from 'node:path';
import { z } from 'zod';
import type { DatabasePlace } from '#db/connect.ts';
import { readSender, readSmtpServer, type MailSettings } from './features/outbox/mail-settings.ts';
import { projectFolder } from './project-folder.ts';

/** An empty variable is one that is not set. */
const unsetWhenEmpty = (value: unknown) => (value === '' ? undefined : value);

const isOrigin = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text.replace(/\/$/, '');

const environmentSchema = z.object({
  DATA_DIR: z.preprocess(unsetWhenEmpty, z.string().max(4096).default(join(projectFolder, 'data'))),
  DATABASE_URL: z.preprocess(unsetWhenEmpty, z.string().regex(/^postgres(ql)?:\/\/\S+$/).refine((text) => URL.canParse(text)).optional()),
  PUBLIC_ORIGIN: z.preprocess(unsetWhenEmpty, z.string().refine(isOrigin).transform((text) => new URL(text).origin).optional()),
  HOST: z.preprocess(unsetWhenEmpty, z.string().max(255).default('127.0.0.1')),
  PORT: z.preprocess(unsetWhenEmpty, z.string().regex(/^\d{1,5}$/).transform(Number).pipe(z.number().max(65_535)).optional()),
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
  /** How e-mail is sent; without it nothing is, and links are shown to be passed on. */
  readonly mail: MailSettings | undefined;
}

const loopback = /^(localhost|127(\.\d+){3}|::1)$/;

/** A fault a person can mend in the environment: one line for each variable that is wrong. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Holds a password: never printed. */
const secret: ReadonlySet<string> = new Set(['DATABASE_URL', 'SMTP_URL']);

/** Reads the environment. Nothing else in the product does. Throws ConfigError. */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (parsed.success) return toConfig(parsed.data);
  const names = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))];
  throw new ConfigError(names.map((name) => `${name}=${secret.has(name) ? '…' : environment[name] ?? ''} ${help[name] ?? ''}`).join('\n'));
}

function toConfig({ HOST, PORT, DATA_DIR, DATABASE_URL, PUBLIC_ORIGIN, SMTP_URL, MAIL_FROM }: z.infer<typeof environmentSchema>): Config {
  if (!loopback.test(HOST) && PUBLIC_ORIGIN === undefined) throw new ConfigError(`PUBLIC_ORIGIN= ${help['PUBLIC_ORIGIN']}`);
  if (SMTP_URL !== undefined && MAIL_FROM === undefined) throw new ConfigError(`MAIL_FROM= ${help['MAIL_FROM']}`);
  const mail = SMTP_URL === undefined || MAIL_FROM === undefined ? undefined : { server: SMTP_URL, from: MAIL_FROM };
  const databasePlace: DatabasePlace = DATABASE_URL === undefined
    ? { kind: 'sqlite', file: join(DATA_DIR, 'ou-refusjon.sqlite') }
    : { kind: 'postgres', url: DATABASE_URL };
  return { host: HOST, port: PORT, dataFolder: DATA_DIR, databasePlace, publicOrigin: PUBLIC_ORIGIN, mail };
}

const help: Record<string, string> = {
  HOST: 'er ikke et navn eller en adresse tjenesten kan lytte på, for eksempel 127.0.0.1 eller 0.0.0.0.',
  DATA_DIR: 'er ikke en mappe, for eksempel /var/lib/ou-refusjon.',
  DATABASE_URL: 'er ikke en adresse til PostgreSQL, for eksempel postgres://bruker:passord@tjener:5432/ou.',
  PUBLIC_ORIGIN: 'må være adressen folk bruker, for eksempel https://ou.kommune.no, når HOST er en annen enn denne maskinen.',
  SMTP_URL: 'er ikke adressen til en e-posttjener, for eksempel smtp://bruker:passord@epost.kommune.no:587 eller smtps://epost.kommune.no.',
  MAIL_FROM: 'må være adressen e-posten kommer fra, for eksempel OU-refusjon <ou@kommune.no>, når SMTP_URL er satt.',
  PORT: 'er ikke et portnummer mellom 0 og 65535, for eksempel 3000.',
};
