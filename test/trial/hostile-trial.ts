/**
 * Opens every hostile file, or every file of a folder (`npm run trial -- DIR`), as the server does and prints what became of it, how long
 * it took and how much memory; exits 1 for a miss.
 */
import { hostileFiles } from '../fixtures/hostile.ts';
import { folderFiles } from './folder-files.ts';
import { tryOut, type Outcome } from './try-out.ts';

const mostMs = 12_000;
const mostBytes = 400 * 1024 * 1024;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const [, , folder] = process.argv;
const files = folder === undefined ? await hostileFiles('full') : await folderFiles(folder);
const outcomes: Outcome[] = [];
await tryOut(files, (outcome) => {
  outcomes.push(outcome);
  say(`${outcome.name.padEnd(58)} ${outcome.said.padEnd(18)} ${String(Math.round(outcome.ms)).padStart(6)} ms ${String(Math.round(outcome.bytes / 1e6)).padStart(5)} MB`);
});
const refusals = Map.groupBy(outcomes.filter(({ said }) => !said.endsWith(' pages')), ({ said }) => said);
const missed = outcomes.filter(({ isRight, ms, bytes }) => !isRight || ms > mostMs || bytes > mostBytes);
say(`${outcomes.length} files · slowest ${Math.round(Math.max(...outcomes.map(({ ms }) => ms)))} ms · largest ${Math.round(Math.max(...outcomes.map(({ bytes }) => bytes)) / 1e6)} MB`);
for (const [cause, refused] of refusals) say(`${String(refused.length).padStart(6)} ${cause}`);
for (const { name, said } of missed) say(`MISSED ${name}: ${said}`);
process.exitCode = missed.length === 0 ? 0 : 1;
