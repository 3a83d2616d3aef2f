import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { projectFolder } from '#app/project-folder.ts';

/** The import rules and size limits of app/README.md, read from the files. */

interface SourceFile {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly string[];
  readonly text: string;
}

const files: readonly SourceFile[] = ['app', 'db', 'test'].flatMap(sourceFiles);
const product = files.filter(({ path }) => !path.startsWith('test/') && !isTest(path));
/** Tables of data and texts, not code. */
const isCatalogue = (path: string) => /^app\/i18n\/(nb|nn|en)(\/\w+)?\.ts$/.test(path) || path === 'app/features/organisations/municipalities.ts';

function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name))
    .map((name) => {
      const path = posix.join(folder, name.split(sep).join('/'));
      const text = readFileSync(join(projectFolder, path), 'utf8');
      return { path, text, lines: text.trimEnd().split('\n').length, imports: importsOf(path, text) };
    });
}

/** What a file imports: paths from the project's root, or names of packages. */
function importsOf(path: string, text: string): string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => {
    if (fileName.startsWith('#')) return fileName.slice(1);
    return fileName.startsWith('.') ? posix.join(dirname(path), fileName) : fileName;
  });
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

function isPackage(imported: string): boolean {
  return !/^(app|db|test|public)\//.test(imported) && !/^(remix|vite)\.config/.test(imported);
}

interface Rule {
  readonly name: string;
  readonly from: RegExp;
  /** What may be imported; everything else may not. */
  readonly may?: RegExp;
  readonly never?: RegExp;
}

const own = (folder: string) => `^app/${folder}/`;

const rules: readonly Rule[] = [
  { name: 'the domain knows only itself and decimal.js', from: /^app\/domain\//, may: /^(app\/domain\/|decimal\.js$)/ },
  { name: 'a document’s description and its layout know only app/pdf', from: /^app\/pdf\/(document|layout|flow|wrap|placed|theme|fill)[^/]*$/, may: /^app\/pdf\//, never: /pdf-lib|\.server\.ts$/ },
  { name: 'app/pdf knows no features, words or React', from: new RegExp(own('pdf')), never: /^(app\/(features|i18n|routes|components|http)\/|react|zod|kysely)/ },
  { name: 'only app/pdf knows pdf-lib and sharp', from: /^app\/(?!pdf\/)|^db\//, never: /^(pdf-lib|sharp)$/ },
  { name: 'the words know the domain only', from: new RegExp(own('i18n')), may: /^app\/(i18n|domain)\// },
  { name: 'HTTP knows no fund words', from: new RegExp(own('http')), never: /^app\/(features|domain\/(?!calendar-date|programme))/ },
  { name: 'forms and views know no server files', from: /-(form|view|document)\.ts$/, never: /\.server\.ts$|^react/ },
  { name: 'repositories know no HTTP, words or React', from: /\.repository\.server\.ts$/, never: /^(app\/(http|i18n|components)\/|react|@remix-run)/ },
  { name: 'routes know no database, PDF library or SQL', from: new RegExp(own('routes')), never: /^(db\/|kysely|pdf-lib|better-sqlite3|app\/(domain|pdf)\/)/ },
  { name: 'the guard knows no pages', from: /^app\/guard\//, never: /^app\/(routes|components)\/|^react/ },
  { name: 'nobody imports a route, the command line or the server', from: /^app\/(domain|features|pdf|i18n|http|guard|components)\//, never: /^app\/(routes|cli)\/|^app\/(cli|server|root)\.tsx?$/ },
  { name: 'the framework stays in routes, HTTP, root and entries', from: /^(app\/(domain|features|pdf|i18n|cli)\/.*\.ts|app\/cli\.ts|db\/.*)$/, never: /^@remix-run\// },
  { name: 'migrations are frozen: they know Kysely only', from: /^db\/migrations\//, may: /^kysely(\/migration)?$/ },
];

describe('who may import whom', () => {
  test.each(rules)('$name', ({ from, may, never }) => {
    const broken = product.filter(({ path }) => from.test(path)).flatMap(({ path, imports }) => imports
      .filter((imported) => (may !== undefined && !may.test(imported) && !imported.startsWith('node:')) || never?.test(imported) === true)
      .map((imported) => `${path} → ${imported}`));
    expect(broken).toEqual([]);
  });

  test('the domain needs no Node either', () => {
    expect(product.filter(({ path, imports }) => path.startsWith('app/domain/') && imports.some((imported) => imported.startsWith('node:')))).toEqual([]);
  });

  test('a membership is proven in one place only', () => {
    const makers = product.filter(({ text }) => /new Membership\(/.test(text)).map(({ path }) => path);
    // Its own file narrows a proof that is there to counts; from nothing it is made in one place.
    expect(makers.filter((path) => path !== 'app/domain/membership.ts')).toEqual(['app/features/users/memberships.repository.server.ts']);
    const own = product.find(({ path }) => path === 'app/domain/membership.ts')?.text ?? '';
    expect(own.match(/new Membership\(.*/g)).toEqual(['new Membership(this.#facts, true);']);
  });

  test('a repository knows no repository of another feature', () => {
    const feature = (path: string) => path.split('/').slice(0, 3).join('/');
    const broken = product.filter(({ path }) => path.endsWith('.repository.server.ts')).flatMap(({ path, imports }) => imports
      .filter((imported) => imported.endsWith('.repository.server.ts') && feature(imported) !== feature(path))
      .map((imported) => `${path} → ${imported}`));
    expect(broken).toEqual([]);
  });

  test('the product does not import its tests', () => {
    expect(product.flatMap(({ path, imports }) => imports.filter((imported) => imported.startsWith('test/')).map((imported) => `${path} → ${imported}`))).toEqual([]);
  });

  test('only the edges read the clock', () => {
    const edges = /^app\/(cli\/|cli\.ts|routes\/|http\/|open-services\.server\.ts|server\.ts|entry\.|bootstrap\.mjs)/;
    expect(product.filter(({ path, text }) => !edges.test(path) && /new Date\(\)|Date\.now\(\)/.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test('only app/i18n formats for people, only app/config reads the environment', () => {
    expect(product.filter(({ path, text }) => !path.startsWith('app/i18n/') && /\bIntl\./.test(text)).map(({ path }) => path)).toEqual([]);
    const readers = product.filter(({ path, text }) => !/^app\/(config\.server\.ts|bootstrap\.mjs)$/.test(path) && text.includes('process.env'));
    expect(readers.map(({ path }) => path)).toEqual([]);
  });

  test('a circle of imports is nowhere', () => {
    const byPath = new Map(product.map((file) => [file.path, file]));
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string, trail: readonly string[]) => {
      if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      if (done.has(path) || trail.includes(path)) return;
      for (const imported of byPath.get(path)?.imports ?? []) if (!isPackage(imported)) visit(imported, [...trail, path]);
      done.add(path);
    };
    for (const { path } of product) visit(path, []);
    expect(circles).toEqual([]);
  });
});

describe('sizes', () => {
  const code = product.filter(({ path }) => !isCatalogue(path));

  test('no file is over 300 lines, and the median at most 60', () => {
    expect(code.filter(({ lines, path }) => lines > 300 && path !== 'app/bootstrap.mjs').map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
    const sorted = code.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(60);
  });

  test('a route is at most 150 lines', () => {
    expect(code.filter(({ path, lines }) => path.startsWith('app/routes/') && lines > 150).map(({ path }) => path)).toEqual([]);
  });

  test('no file is called utils, helpers or misc, and none is a barrel', () => {
    expect(product.filter(({ path }) => /(utils|helpers|misc|common|index)\.tsx?$/.test(path) && !path.endsWith('_index.tsx')).map(({ path }) => path)).toEqual([]);
  });

  test('the top level holds what the card names and what tools insist on', () => {
    const allowed = ['app', 'db', 'public', 'test', 'package.json', 'package-lock.json', 'tsconfig.json', 'remix.config.js', 'vite.config.ts', 'README.md'];
    const made = ['node_modules', 'build', 'data'];
    const found = readdirSync(projectFolder).filter((name) => !name.startsWith('.') && !allowed.includes(name) && !made.includes(name));
    expect(found).toEqual([]);
  });

  test('tests are at least eight tenths of the code', () => {
    const tests = files.filter(({ path }) => path.startsWith('test/') || isTest(path)).reduce((total, { lines }) => total + lines, 0);
    const lines = code.reduce((total, file) => total + file.lines, 0);
    expect(tests / lines).toBeGreaterThanOrEqual(0.8);
  });
});
