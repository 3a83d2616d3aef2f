import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import { ConfigError, type Config } from '#app/config.server.ts';
import { logAuditHeads } from '#app/features/audit/log-audit-heads.server.ts';
import { canQuery, openServices, withoutWalls } from '#app/open-services.server.ts';
import { openSmtp } from '#app/features/outbox/smtp.server.ts';
import { startOutbox } from '#app/features/outbox/start-outbox.server.ts';
import { hasUsers } from '#app/features/users/users.repository.server.ts';
import { countForm } from '#app/features/limits/count-form.server.ts';
import { TrustedProxies } from '#app/http/client-address.ts';
import { openLog, type Log } from '#app/http/log.ts';
import { repeat } from '#app/repeated.ts';
import { createWebApp } from '#app/http/web-app.ts';

const buildFolder = join(import.meta.dirname, '..', 'build');
const firstPort = 3000;
const portsToTry = 50;
const patienceMs = 10_000;
const headsEveryMs = 10 * 60_000;

/** Opens the database, listens on this machine, and tells the address and, on the first start, the code. Throws ConfigError. */
export async function startServer(config: Config): Promise<void> {
  const services = await openServices(config);
  const { database, setupCode } = services;
  const log = openLog(config.logLevel);
  endOnFault(log);
  const stopping = { isStopping: false };
  const isReady = async () => !stopping.isStopping && await canQuery(database);
  const build = await loadBuild();
  const app = createWebApp({
    build, clientFolder: join(buildFolder, 'client'), services, publicOrigin: config.publicOrigin, proxies: new TrustedProxies(config.trustedProxies),
    log, isReady, countForm: (sender) => countForm(database, sender, { mostPerMinute: config.formsPerMinute, now: services.clock() }),
  });
  const server = createServer(app);
  const address = await listen(server, config);
  say(`OU-refusjon: ${address}`);
  if (services.isWithoutWalls) process.stderr.write(`${withoutWalls}\n`);
  if (!await hasUsers(database)) say(`Første oppstart: åpne ${address}/first-start og skriv koden ${setupCode.text}`);
  const outbox = config.mail === undefined ? undefined : startOutbox({ ...services, send: openSmtp(config.mail) });
  const written = new Map<string, number>();
  const report = (fault: unknown) => { log.fault(fault, {}); };
  const heads = repeat(() => logAuditHeads(database, log, written), { pauseMs: headsEveryMs, report });
  const close = async () => {
    await Promise.all([outbox?.stop(), heads.stop()]);
    await services.close();
  };
  stopWhenAsked(server, { stopping, close });
  await services.warmUp();
}

/** What nobody caught ends the process, as it would anyway, but its message, which may hold what somebody typed, is not written. */
function endOnFault(log: Log): void {
  process.once('uncaughtException', (fault) => {
    log.fault(fault, {});
    process.exit(1);
  });
}

async function loadBuild(): Promise<ServerBuild> {
  const build: unknown = await import(pathToFileURL(join(buildFolder, 'server', 'index.js')).href);
  if (!isServerBuild(build)) throw new Error('build/server/index.js is not a Remix build');
  return build;
}

function isServerBuild(module: unknown): module is ServerBuild {
  return typeof module === 'object' && module !== null && 'routes' in module && 'entry' in module;
}

/** Listens on the wanted port, or on the first free one when none is wanted. Gives the address to open. */
async function listen(server: Server, { host, port }: Config): Promise<string> {
  const ports = port === undefined ? Array.from({ length: portsToTry }, (_, index) => firstPort + index) : [port];
  for (const candidate of ports) {
    const fault = await tryListening(server, { host, port: candidate });
    if (fault === undefined) return addressOf(server, host);
    if (fault.code !== 'EADDRINUSE') throw new ConfigError(`Får ikke lyttet på ${host}:${candidate} (${fault.code ?? fault.message}). Sett HOST og PORT til en ledig adresse.`);
  }
  throw new ConfigError(`Port ${ports.length > 1 ? `${ports.at(0)}–${ports.at(-1)}` : port} er opptatt. Sett PORT til en ledig port.`);
}

function tryListening(server: Server, { host, port }: { host: string; port: number }): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    server.once('error', resolve);
    server.listen({ host, port }, () => {
      server.off('error', resolve);
      resolve(undefined);
    });
  });
}

function addressOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const name = host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** Takes no new requests, lets those in flight finish, closes the database, and ends. */
function stopWhenAsked(server: Server, { stopping, close }: { stopping: { isStopping: boolean }; close: () => Promise<void> }): void {
  const stop = () => {
    stopping.isStopping = true;
    server.close(() => { void close().finally(() => process.exit(0)); });
    setTimeout(() => { server.closeAllConnections(); }, patienceMs).unref();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
