import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectFolder } from '#app/project-folder.ts';
import { isTextKey, template } from '#app/i18n/translate.ts';
import { auditSubjects } from './record-audit.server.ts';

/** Every action the product's commands write in the trail, read from their source. */
function actionsInSource(): { file: string; actions: string[] }[] {
  const folder = join(projectFolder, 'app/features');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.test)\.ts$/.test(name) && !name.endsWith('record-audit.server.ts'))
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))
    .filter(({ text }) => text.includes('recordAudit('))
    .map(({ file, text }) => ({ file, actions: [...new Set([...written(text), ...putTogether(text)])] }));
}

const subjects = auditSubjects.join('|');

function written(text: string): string[] {
  return [...text.matchAll(new RegExp(`(?:action\\b[^'\\n]*|[?:] |: )'((?:${subjects})\\.[a-z_]+)'`, 'g'))].map(([, action = '']) => action);
}

/** `claim.${done}`: every word that `done` is given in the file. */
function putTogether(text: string): string[] {
  return [...text.matchAll(new RegExp(`\`((?:${subjects})\\.)\\$\\{(\\w+)\\}\``, 'g'))].flatMap(([, subject = '', name = '']) => (
    [...text.matchAll(new RegExp(`\\b${name}: '([a-z_]+)'`, 'g'))].map(([, word = '']) => subject + word)
  ));
}

const found = actionsInSource();

describe('the trail in words', () => {
  test.each(found)('$file writes actions that are found', ({ actions }) => {
    expect(actions).not.toEqual([]);
  });

  test.each([...new Set(found.flatMap(({ actions }) => actions))])('%s has a sentence', (action) => {
    expect(isTextKey(`audit.action.${action}`)).toBe(true);
  });

  test('every sentence of what a person did names them', () => {
    const actions = found.flatMap((file) => file.actions).map((action) => `audit.action.${action}`).filter(isTextKey);
    expect(actions.length).toBeGreaterThan(20);
    for (const language of ['nb', 'nn', 'en'] as const) {
      expect(actions.filter((key) => !template(language, key).includes('{actor}'))).toEqual([]);
    }
  });
});
