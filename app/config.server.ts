import { z } from 'zod';

/** An empty variable is one that is not set. */
const unsetWhenEmpty = (value: unknown) => (value === '' ? undefined : value);

const environmentSchema = z.object({
  HOST: z.preprocess(unsetWhenEmpty, z.string().max(255).default('127.0.0.1')),
  PORT: z.preprocess(unsetWhenEmpty, z.string().regex(/^\d{1,5}$/).transform(Number).pipe(z.number().max(65_535)).optional()),
});

/** What the surroundings decide about a running server. */
export interface Config {
  readonly host: string;
  /** Undefined: the first free one from 3000 on. Zero: any free one. */
  readonly port: number | undefined;
}

/** A fault a person can mend in the environment: one line for each variable that is wrong. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the environment. Nothing else in the product does. Throws ConfigError. */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (parsed.success) return { host: parsed.data.HOST, port: parsed.data.PORT };
  const names = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))];
  throw new ConfigError(names.map((name) => `${name}=${environment[name] ?? ''} ${help[name] ?? ''}`).join('\n'));
}

const help: Record<string, string> = {
  HOST: 'er ikke et navn eller en adresse tjenesten kan lytte på, for eksempel 127.0.0.1 eller 0.0.0.0.',
  PORT: 'er ikke et portnummer mellom 0 og 65535, for eksempel 3000.',
};
