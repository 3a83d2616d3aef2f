/** `npm run bench`: what the programme page of 50 expenses costs, beside no framework at all, and beside ever more data. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { insertSession } from '#app/features/users/sessions.repository.server.ts';
import { openServices } from '#app/open-services.server.ts';
import { projectFolder } from '#app/project-folder.ts';
import { startWebServer } from '#test/browser/web-server.ts';
import { startBareServer, type BarePlan } from './bare-server.ts';
import { fillBench, type BenchGround, type Surroundings } from './bench-data.ts';
import { measure, type Measured } from './measure.ts';
import { pageStatements, type Statement } from './page-statements.ts';
import { benchPdf } from './pdf-bench.ts';

const [, , role, planFile = ''] = process.argv;
const barePort = 40_187;

if (role === 'bare') startBareServer(planFile, barePort);
else if (role === 'pdf') await benchPdf();
else await runBench();

/** An installation with its server's data. */
interface Installation {
  readonly folder: string;
  readonly databaseFile: string;
  readonly ground: BenchGround;
  readonly cookie: string;
  readonly statements: readonly Statement[];
}

async function runBench(): Promise<void> {
  if (!existsSync(join(projectFolder, 'build', 'server', 'index.js'))) throw new Error('Build the web app first: npx remix vite:build');
  const small = await anInstallation({ otherExpenses: 0, programmesPerOrganisation: 1 });
  const page = await measurePage(small);
  const bare = await measureBare(small, page.html);
  const medium = await measureGrown({ otherExpenses: 1_000, programmesPerOrganisation: 10 });
  const large = await measureGrown({ otherExpenses: 100_000, programmesPerOrganisation: 10 });
  const crowded = await measureGrown({ otherExpenses: 100_000, programmesPerOrganisation: Infinity });
  say(`The programme page of 50 expenses, ${Math.round(page.html.length / 1024)} KB, ${small.statements.length} statements; 16 connections on loopback\n`);
  say(`${'requests/s'.padStart(48)}${'p50 ms'.padStart(9)}${'p99 ms'.padStart(9)}${'of bare'.padStart(10)}${'of alone'.padStart(10)}`);
  const lines: [string, Measured][] = [
    ['node:http, same statements, same HTML', bare], ['the page, alone', page],
    ['… beside 1 000 other expenses', medium], ['… beside 100 000', large], ['… all of its own organisation', crowded],
  ];
  for (const [name, measured] of lines) say(lineOf(name, measured, { bare, alone: page }));
  say(`\nGoals: at least 0.10 of bare (${ratio(page, bare)}), p99 at most 300 ms (${page.p99Ms}; ${large.p99Ms} beside 100 000)`);
}

function lineOf(name: string, measured: Measured, { bare, alone }: { bare: Measured; alone: Measured }): string {
  const { perSecond, p50Ms, p99Ms } = measured;
  const figures = [perSecond.toFixed(0).padStart(10), String(p50Ms).padStart(9), String(p99Ms).padStart(9)];
  return `${name.padEnd(38)}${figures.join('')}${ratio(measured, bare).padStart(10)}${ratio(measured, alone).padStart(10)}`;
}

function ratio(measured: Measured, other: Measured): string {
  return (measured.perSecond / other.perSecond).toFixed(3);
}

async function anInstallation(surroundings: Surroundings): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'ou-bench-'));
  const databaseFile = join(folder, 'ou-refusjon.sqlite');
  const services = await openServices({ dataFolder: folder, databasePlace: { kind: 'sqlite', file: databaseFile } });
  const ground = await fillBench(services.database, surroundings);
  const cookie = `sid=${await insertSession(services.database, ground.userId, new Date())}`;
  const statements = await pageStatements(databaseFile, services, { ground, cookie });
  await services.database.destroy();
  return { folder, databaseFile, ground, cookie, statements };
}

async function measurePage({ folder, ground, cookie }: Installation): Promise<Measured & { html: string }> {
  const server = await startWebServer(folder);
  try {
    const address = `${server.address}/organisations/${ground.organisationId}/programmes/${ground.programmeId}`;
    const html = await (await fetch(address, { headers: { Cookie: cookie } })).text();
    return { ...await measure(address, cookie), html };
  } finally {
    await server.stop();
  }
}

async function measureBare({ folder, databaseFile, cookie, statements }: Installation, html: string): Promise<Measured> {
  const file = join(folder, 'plan.json');
  const asked = statements.map(({ sql, parameters }) => ({ sql, parameters: [...parameters] }));
  const plan: BarePlan = { databaseFile, html, statements: asked };
  await writeFile(file, JSON.stringify(plan));
  const bare = spawn(process.execPath, [import.meta.filename, 'bare', file], { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } });
  const address = `http://127.0.0.1:${barePort}/`;
  try {
    for (let tries = 0; tries < 50 && !await fetch(address).then(({ ok }) => ok, () => false); tries += 1) await wait(100);
    return await measure(address, cookie);
  } finally {
    bare.kill('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureGrown(surroundings: Surroundings): Promise<Measured> {
  const installation = await anInstallation(surroundings);
  try {
    return await measurePage(installation);
  } finally {
    await rm(installation.folder, { recursive: true, force: true });
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
