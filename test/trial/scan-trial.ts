/**
 * E25, `npm run trial -- E25 [--minutes=10]`: wapiti and sqlmap, where they are installed, over the demo as an administrator and a
 * case worker see it; on this machine only. Prints what they found and what the server answered; exits 1 for a finding that counts.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import { openDatabase } from '#db/connect.ts';
import { aDemoFolder } from '../browser/demo-folder.ts';
import { signInAt } from '../browser/raw-http.ts';
import { startWebServer } from '../browser/web-server.ts';
import { readSqlmapOutput, readWapitiReport, type Finding } from './scan-findings.ts';

const minutes = Number(process.argv.flatMap((argument) => /^--minutes=(\d+)$/.exec(argument)?.[1] ?? []).at(0) ?? 10);
const people = ['ada@fjellvik.example', 'siri@fjellvik.example'];
/** Those that ask nothing of another machine, as ssrf, xxe, nikto and wapp do. */
const modules = ['sql', 'xss', 'permanentxss', 'exec', 'file', 'redirect', 'crlf', 'csp', 'http_headers', 'cookieflags', 'methods', 'htaccess', 'backup', 'shellshock', 'blindsql'];

interface Visitor {
  readonly address: string;
  readonly cookie: string;
  readonly folder: string;
  /** How long one scan may take. */
  readonly seconds: number;
}

/** What a scanner did; undefined where it is not installed. */
type Scan = (visitor: Visitor) => Promise<{ readonly findings: readonly Finding[]; readonly figure: string } | undefined>;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What a program printed, ended when its time is over; undefined where there is no such program. */
async function run(program: string, options: readonly string[], seconds: number): Promise<string | undefined> {
  const child = spawn(program, options, { stdio: ['ignore', 'pipe', 'inherit'] });
  const printed: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => { printed.push(chunk); });
  const end = setTimeout(() => { child.kill('SIGINT'); }, seconds * 1_000);
  try {
    await once(child, 'close');
    return Buffer.concat(printed).toString();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  } finally {
    clearTimeout(end);
  }
}

const scanners: Readonly<Record<string, Scan>> = {
  wapiti: async ({ address, cookie, folder, seconds }) => {
    const report = join(folder, 'report.json');
    const printed = await run('wapiti', [
      '-u', `${address}/`, '-m', modules.join(','), '-H', `Cookie: ${cookie}`, '-H', 'Sec-Fetch-Site: same-origin',
      '--max-scan-time', String(Math.round(seconds / 3)), '--max-attack-time', String(Math.ceil(seconds / modules.length / 1.5)), '--max-parameters', '40',
      '--flush-session', '--no-bugreport', '--store-session', folder, '-v', '1', '-f', 'json', '-o', report,
    ], seconds * 1.5);
    if (printed === undefined) return undefined;
    const { findings, crawledPages } = readWapitiReport(await readFile(report, 'utf8'));
    return { findings, figure: `${crawledPages ?? '?'} pages, ${[...printed.matchAll(/Launching module/g)].length} modules` };
  },
  sqlmap: async ({ address, cookie, folder, seconds }) => {
    const printed = await run('sqlmap', [
      '-u', `${address}/`, '--batch', '--crawl=2', '--forms', '--level=1', '--risk=1', `--cookie=${cookie}`, '--headers=Sec-Fetch-Site: same-origin',
      '--flush-session', '--disable-coloring', `--output-dir=${folder}`,
    ], seconds);
    if (printed === undefined) return undefined;
    const { findings, tried } = readSqlmapOutput(printed);
    return { findings, figure: `${tried} parameters` };
  },
};

const requestLine = z.object({ event: z.literal('request'), status: z.number(), route: z.string(), method: z.string() });

/** What the server answered, by its own log. */
function answersIn(log: string): readonly z.infer<typeof requestLine>[] {
  return log.split('\n').flatMap((line) => {
    const read = requestLine.safeParse(line === '' ? undefined : JSON.parse(line));
    return read.success ? [read.data] : [];
  });
}

/** Scanners press every button, «Logg ut» too, and would then go on as strangers: no session of this demo can be ended. */
async function keepSessions(file: string): Promise<void> {
  const database = openDatabase({ kind: 'sqlite', file });
  await sql`create trigger sessions_are_kept before delete on sessions begin select raise(ignore); end`.execute(database);
  await database.destroy();
}

async function scan(name: string, runScanner: Scan): Promise<void> {
  for (const person of people) {
    const [demo, folder] = [await aDemoFolder(), await mkdtemp(join(tmpdir(), 'ou-scan-'))];
    await keepSessions(demo.databaseFile);
    const server = await startWebServer(demo.folder, { LOG_LEVEL: 'info' });
    try {
      const cookie = await signInAt(server.address, person);
      const done = await runScanner({ address: server.address, cookie, folder, seconds: minutes * 60 / people.length });
      if (done === undefined) {
        say(`E25 ${name}: not here`);
        return;
      }
      const { status } = await fetch(`${server.address}/account`, { redirect: 'manual', headers: { Cookie: cookie } });
      const answers = answersIn(server.log());
      const faults = answers.filter((answer) => answer.status >= 500);
      const counting = done.findings.filter(({ level }) => level !== 'low');
      say(`E25 ${name} as ${person}: ${done.figure}, ${answers.length} requests (${answers.filter(({ method }) => method === 'POST').length} forms) to ${
        new Set(answers.map(({ route }) => route)).size} routes · ${faults.length} answers ≥ 500 · ${counting.length} high or medium, ${
        done.findings.length - counting.length} low · ${status === 200 ? 'signed in to the end' : 'SIGNED OUT on the way'}`);
      for (const { kind, level, where } of done.findings) say(`  ${level} ${kind}: ${where}`);
      for (const fault of faults) say(`  ${fault.status} ${fault.method} ${fault.route}`);
      if (counting.length > 0 || faults.length > 0 || status !== 200) process.exitCode = 1;
    } finally {
      await server.stop();
      for (const each of [demo.folder, folder]) await rm(each, { recursive: true, force: true });
    }
  }
}

for (const [name, runScanner] of Object.entries(scanners)) await scan(name, runScanner);
