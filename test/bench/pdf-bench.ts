/**
 * `npm run bench -- pdf`: the same claim of five columns by ours and by others, each in a process of its own, in one run; then 200
 * photographed receipts put together. The others are installed for it below `.cache`, and are no part of the product. What Node
 * compiles is kept from one process to the next for all of them, as the command keeps it.
 * PDF_CHECKER names a program that is given `2a`, `3a` or `ua1` and a file, and ends with 0 when the file keeps to it.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '#app/project-folder.ts';
import { benchMerge } from './merge-bench.ts';

const peerFolder = join(projectFolder, '.cache', 'bench-peers');
const packages = ['pdfkit@0.20.2', 'pdfmake@0.3.11', 'jspdf@4.2.1', 'jspdf-autotable@5.0.9', '@myriaddreamin/typst-ts-node-compiler@0.7.0', '@pdf-lib/fontkit@1.1.1', '@cantoo/pdf-lib@2.11.1'];
const fonts = ['NotoSans-Regular.ttf', 'NotoSans-SemiBold.ttf'].map((name) => join(projectFolder, 'public', 'fonts', name));
const counts = [10, 100, 1_000, 10_000];
const patienceMs = 120_000;
/** Of tries of one writer. */
const longEnoughSeconds = 20;
const compiledFolder = join(projectFolder, '.cache', 'bench-compiled');

interface Writer {
  readonly name: string;
  readonly program: string;
  /** The standard it is asked to keep, for those that can. */
  readonly standard?: string;
  /** Its own kind of check. */
  readonly kinds: readonly string[];
  /** Lies in the project, not among the others. */
  readonly isOurs?: boolean;
}

const writers: readonly Writer[] = [
  { name: 'ours', program: 'ours', kinds: ['2a', 'ua1'], isOurs: true },
  { name: 'typst, tagged', program: 'typst', kinds: ['2a', 'ua1'] },
  { name: 'typst, A-2a', program: 'typst', standard: 'a-2a', kinds: ['2a', 'ua1'] },
  { name: 'jsPDF', program: 'jspdf', kinds: ['2a', 'ua1'] },
  { name: 'pdfmake', program: 'pdfmake', kinds: ['2a', 'ua1'] },
  { name: 'pdfkit', program: 'pdfkit', kinds: ['2a', 'ua1'] },
  { name: 'pdfkit, A-3a', program: 'pdfkit', standard: 'PDF/A-3a', kinds: ['3a', 'ua1'] },
  { name: 'pdf-lib fork', program: 'pdf-lib', kinds: ['2a', 'ua1'] },
  { name: 'Chromium', program: 'chromium', kinds: ['2a', 'ua1'], isOurs: true },
];

interface Written {
  readonly seconds: number;
  /** Of the processor, on a busy machine the surer figure; without what a browser does in processes of its own. */
  readonly work: number;
  readonly megabytes: number;
  readonly fileKilobytes: number;
  readonly passes: string;
}

export async function benchPdf(): Promise<void> {
  installPeers();
  const folder = mkdtempSync(join(tmpdir(), 'ou-bench-pdf-'));
  try {
    for (const writer of writers) write(writer, 1, join(folder, 'first.pdf'));
    for (const count of counts) {
      say(`\n${count} lines${' '.repeat(12)}${['seconds', 'of ours', 'work s', 'of ours', 'MB', 'of ours', 'file KB', 'of ours'].map((word) => word.padStart(10)).join('')}  passes`);
      let ours: Written | undefined;
      for (const writer of writers) {
        const written = best(writer, count, join(folder, `${writer.name}-${count}.pdf`));
        if (writer.program === 'ours') ours = written;
        say(lineOf(writer, written, ours));
      }
    }
    await benchMerge(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function installPeers(): void {
  const own = join(projectFolder, 'test', 'bench', 'pdf-peers');
  mkdirSync(peerFolder, { recursive: true });
  if (!existsSync(join(peerFolder, 'node_modules', 'pdfkit'))) {
    writeFileSync(join(peerFolder, 'package.json'), '{ "private": true }');
    const done = spawnSync('npm', ['install', '--no-fund', '--no-audit', '--ignore-scripts', ...packages], { cwd: peerFolder, stdio: 'inherit' });
    if (done.status !== 0) throw new Error('The others could not be installed');
  }
  for (const name of readdirSync(own)) copyFileSync(join(own, name), join(peerFolder, name));
}

/** The quickest of three, since other programs of the machine only ever add; fewer of those that take long. */
function best(writer: Writer, count: number, file: string): Written | undefined {
  const tries: Written[] = [];
  for (let spent = 0; tries.length < 3 && spent < longEnoughSeconds;) {
    const written = write(writer, count, file);
    if (written === undefined) return undefined;
    tries.push(written);
    spent += written.seconds;
  }
  return tries.toSorted((a, b) => a.seconds - b.seconds)[0];
}

/** The time of the whole process, as a command line would take it; the memory is the most it held. */
function write({ program, standard, kinds, isOurs }: Writer, count: number, file: string): Written | undefined {
  const path = isOurs === true ? join(projectFolder, 'test', 'bench', 'pdf-peers', `${program}.mjs`) : join(peerFolder, `${program}.mjs`);
  const figures = 'const {maxRSS,userCPUTime,systemCPUTime}=process.resourceUsage();';
  const tell = `data:text/javascript,process.on("exit",()=>{${figures}process.stderr.write("\\npeak "+maxRSS+" "+(userCPUTime+systemCPUTime))})`;
  const environment = { ...process.env, NODE_COMPILE_CACHE: compiledFolder, ...(standard === undefined ? {} : { SUBSET: standard }) };
  const start = performance.now();
  const words = ['--import', tell, path, String(count), file, ...fonts];
  const done = spawnSync(process.execPath, words, { env: environment, encoding: 'utf8', timeout: patienceMs });
  const seconds = (performance.now() - start) / 1000;
  if (done.status !== 0 || !existsSync(file)) return undefined;
  const [kilobytes = Number.NaN, microseconds = Number.NaN] = /peak (\d+) (\d+)\s*$/.exec(done.stderr)?.slice(1).map(Number) ?? [];
  const [work, megabytes, fileKilobytes] = [microseconds / 1e6, kilobytes / 1024, statSync(file).size / 1024];
  return { seconds, work, megabytes, fileKilobytes, passes: passesOf(file, kinds) };
}

function passesOf(file: string, kinds: readonly string[]): string {
  const checker = process.env['PDF_CHECKER'];
  if (checker === undefined) return '?';
  const passed = kinds.filter((kind) => spawnSync(`${checker} ${kind} "${file}"`, { shell: true, encoding: 'utf8', maxBuffer: 1 << 28 }).status === 0);
  return passed.length === 0 ? '–' : passed.join(' ');
}

/** Each figure, and how many times ours it is. */
function lineOf({ name }: Writer, written: Written | undefined, ours: Written | undefined): string {
  if (written === undefined) return `${name.padEnd(20)}did not finish`;
  const figures = ([['seconds', 2], ['work', 2], ['megabytes', 0], ['fileKilobytes', 0]] as const).flatMap(([figure, decimals]) => [
    written[figure].toFixed(decimals), ours === undefined ? '' : (written[figure] / ours[figure]).toFixed(2),
  ]);
  return `${name.padEnd(20)}${figures.map((figure) => figure.padStart(10)).join('')}  ${written.passes}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
