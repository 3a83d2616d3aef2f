import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectFolder } from '#app/project-folder.ts';

/** Runs a tool of the project. @returns what it complained about; empty text when it is content. */
function complaintsOf(script: string, ...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(projectFolder, 'node_modules', ...script.split('/')), ...args], { cwd: projectFolder });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { output += text; });
    child.on('error', reject);
    child.on('close', (status) => { resolve(status === 0 ? '' : output || `exit ${status}`); });
  });
}

describe('the house is in order', () => {
  test('types', async () => { expect(await complaintsOf('typescript/bin/tsc')).toBe(''); });
  test('lint and format', async () => { expect(await complaintsOf('eslint/bin/eslint.js', '--config', 'test/eslint.config.js', '--max-warnings', '0', '.')).toBe(''); });
  test('nothing exported or installed is unused', async () => { expect(await complaintsOf('knip/bin/knip.js', '--no-progress')).toBe(''); });
});
