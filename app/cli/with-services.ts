import { ConfigError, readConfig } from '#app/config.server.ts';
import type { Services } from '#app/guard/services.server.ts';
import { openServices } from '#app/open-services.server.ts';
import { UsageError } from './usage-error.ts';

/** Runs a command on the database and the files the environment names, and closes them after it. */
export async function withServices<Result>(work: (services: Services) => Promise<Result>): Promise<Result> {
  const services = await openServices(configOrUsage());
  try {
    return await work(services);
  } finally {
    await services.close();
  }
}

/** A wrong variable is for the person to mend, as a wrong argument is. */
export function configOrUsage() {
  try {
    return readConfig();
  } catch (error) {
    throw error instanceof ConfigError ? new UsageError(error.message) : error;
  }
}
