/** Opens every hostile file as the server does and prints what became of it, how long it took and how much memory; exits 1 for a miss. */
import { hostileFiles } from '../fixtures/hostile.ts';
import { tryOut, type Outcome } from './try-out.ts';

const mostMs = 12_000;
const mostBytes = 400 * 1024 * 1024;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const outcomes: Outcome[] = [];
await tryOut(await hostileFiles('full'), (outcome) => {
  outcomes.push(outcome);
  say(`${outcome.name.padEnd(58)} ${outcome.said.padEnd(18)} ${String(Math.round(outcome.ms)).padStart(6)} ms ${String(Math.round(outcome.bytes / 1e6)).padStart(5)} MB`);
});
const missed = outcomes.filter(({ isRight, ms, bytes }) => !isRight || ms > mostMs || bytes > mostBytes);
say(`${outcomes.length} files · slowest ${Math.round(Math.max(...outcomes.map(({ ms }) => ms)))} ms · largest ${Math.round(Math.max(...outcomes.map(({ bytes }) => bytes)) / 1e6)} MB`);
for (const { name, said } of missed) say(`MISSED ${name}: ${said}`);
process.exitCode = missed.length === 0 ? 0 : 1;
