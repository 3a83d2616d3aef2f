/**
 * `npm run trial`: opens every hostile file, or those of a folder that is named, and prints what became of it.
 * `npm run trial -- E3 E6`: those experiments in full, each printing its figure and seed; `--seed=…` runs one as it ran before.
 * In `npm test` the same experiments run with smaller counts.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

/** Experiments that stand with the rules they are of; every other is `experiments/<name>.test.ts`. Those of `test/browser` need a build. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  E7: ['test/browser/guard.test.ts'],
  E8: ['test/browser/malformed.test.ts'],
  E10: ['test/browser/every-cell.test.ts', 'test/routes/walls.test.ts', 'test/routes/role-table.test.ts', 'test/browser/walls.test.ts'],
  E11: ['test/browser/every-cell.test.ts', 'test/routes/guards.test.ts'],
  E14: ['test/browser/guessing.test.ts'],
  E15: ['test/browser/guessing.test.ts'],
  E18: ['test/browser/guard.test.ts'],
  E23: ['test/browser/guard.test.ts'],
  E26: ['test/browser/stored-scripts.test.ts'],
  E27: ['test/browser/log.test.ts'],
};
/** Experiments of a file that holds others too: only what bears the name is run. */
const byName = ['E7', 'E14', 'E15', 'E18', 'E23'];

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const seed = process.argv.slice(2).flatMap((argument) => /^--seed=(\d+)$/.exec(argument)?.[1] ?? []).at(0) ?? '';

async function run(program: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<boolean> {
  const child = spawn(process.execPath, program, { cwd: projectFolder, stdio: 'inherit', env: { ...process.env, ...environment } });
  await once(child, 'exit');
  return child.exitCode === 0;
}

async function runExperiment(name: string): Promise<boolean> {
  const files = elsewhere[name] ?? [`test/trial/experiments/${name}.test.ts`];
  const missing = files.filter((file) => !existsSync(join(projectFolder, file)));
  if (missing.length > 0) {
    process.stderr.write(`There is no experiment ${name}\n`);
    return false;
  }
  return run(['node_modules/vitest/vitest.mjs', 'run', '--testTimeout=3600000', ...files, ...(byName.includes(name) ? ['-t', `${name}:`] : [])], { OU_TRIAL: 'full', OU_TRIAL_SEED: seed });
}

const isName = (argument: string) => /^E\d+$/.test(argument);
const experiments = asked.filter((name) => isName(name) && !['E19', 'E25'].includes(name));
for (const name of experiments) if (!await runExperiment(name)) process.exitCode = 1;
// It runs other programs, where they are installed, and is no test.
if (asked.includes('E25')) await import('./scan-trial.ts');
if (!asked.some(isName) || asked.includes('E19')) {
  // It reads the folder from the arguments, and says by the exit what it found.
  process.argv.splice(2, process.argv.length, ...asked.filter((argument) => !isName(argument)));
  await import('./hostile-trial.ts');
}
