import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { projectFolder } from '#app/project-folder.ts';
import { isOrganisationTable } from '#test/fixtures/organisation-tables.ts';

/** Whatever reads or writes an organisation's data takes the proof that whoever asks belongs there, and takes the organisation from it. */

/** Functions that cannot, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'users/memberships findMembership': 'makes the proof',
  'users/memberships listWorkplaces': 'a person’s own memberships, each of which is proven before its data is read',
  'users/memberships findUsedMembership': 'makes the proof',
  'invitations/invitations findInvitingOrganisation': 'a link tells whose it is; whoever has it is nobody yet',
  'invitations/invitations findInvitationByLink': 'of the organisation the link is of; whoever has it is nobody yet',
  'users/memberships findMachine': 'makes the proof of a token',
  'outbox/outbox insertMessage': 'of an organisation or of a person; whose it is stands in the message',
  'outbox/outbox takeDueMessages': 'one sender for all organisations',
  'outbox/outbox noteSent': 'one sender for all organisations',
  'invitations/invitations deleteUnansweredBefore': 'what nobody answered goes after a time, whoever’s it is',
  'outbox/outbox deleteMessagesBefore': 'what was sent goes after a time, whoever’s it is',
  'outbox/outbox noteFault': 'one sender for all organisations',
  'personal-data/own-account isForgotten': 'whether anybody has a person on record, and nothing of who',
  'personal-data/own-account listForgotten': 'whom nobody has on record any more, and nothing of who had',
  'personal-data/own-account readAccount': 'a person’s own, over the organisations they belong to',
  'personal-data/own-account listLastAdministratorOf': 'a person’s own, over the organisations they belong to',
  'personal-data/own-account eraseAccount': 'a person’s own, over the organisations they belong to',
  'personal-data/own-account eraseEverywhere': 'a person’s own, over the organisations they belong to',
  'personal-data/own-account listInvitingOrganisations': 'who has asked a person in, whose account goes: over the organisations that did',
  'users/memberships saveMembership': 'makes the membership that later proves',
  'users/memberships findOrganisations': 'the command line’s user names an organisation; it tells its name and id only',
  'organisations/organisations insertOrganisation': 'an organisation that is being made has no member yet',
  'audit/every-audit-head everyAuditHead': 'the seals of all trails, for who runs the server to keep elsewhere',
};

interface RepositoryFunction {
  readonly name: string;
  readonly touches: boolean;
  readonly isProven: boolean;
}

function repositories(): string[] {
  return readdirSync(join(projectFolder, 'app'), { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(sep).join('/')).filter((name) => name.endsWith('.repository.server.ts'));
}

const tableMethods = /^(selectFrom|insertInto|replaceInto|updateTable|deleteFrom|mergeInto|using|from|(inner|left|right|full|cross)Join)$/;

/** The exported functions of a repository; one touches what the functions of its file that it calls touch. */
function functionsIn(path: string, text: string): RepositoryFunction[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const declared = file.statements.filter(ts.isFunctionDeclaration);
  const touching = new Set(declared.filter(namesTable).map(nameOf));
  for (let before = -1; before < touching.size;) {
    before = touching.size;
    for (const each of declared) if ([...calledIn(each)].some((called) => touching.has(called))) touching.add(nameOf(each));
  }
  const short = path.replace(/^features\//, '').replace('.repository.server.ts', '');
  return declared.filter(isExported).map((each) => ({ name: `${short} ${nameOf(each)}`, touches: touching.has(nameOf(each)), isProven: takesProof(each) }));
}

const nameOf = (declaration: ts.FunctionDeclaration) => declaration.name?.text ?? '';
const isExported = (declaration: ts.FunctionDeclaration) => declaration.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
const takesProof = ({ parameters }: ts.FunctionDeclaration) => parameters.some(({ type }) => type?.getText() === 'Membership');

function namesTable(declaration: ts.FunctionDeclaration): boolean {
  return calls(declaration).some(({ expression, arguments: [first] }) => ts.isPropertyAccessExpression(expression) && tableMethods.test(expression.name.text)
    && (first === undefined || !ts.isStringLiteral(first) || isOrganisationTable(first.text.split(' ')[0] ?? '')));
}

function calledIn(declaration: ts.FunctionDeclaration): Set<string> {
  return new Set(calls(declaration).flatMap(({ expression }) => (ts.isIdentifier(expression) ? [expression.text] : [])));
}

function calls(node: ts.Node): ts.CallExpression[] {
  const own = ts.isCallExpression(node) ? [node] : [];
  const below: ts.CallExpression[] = [];
  node.forEachChild((child) => { below.push(...calls(child)); });
  return [...own, ...below];
}

const everyFunction = repositories().flatMap((name) => functionsIn(name, readFileSync(join(projectFolder, 'app', name), 'utf8')));

test('every function of a repository that touches an organisation’s data takes a Membership', () => {
  const touching = everyFunction.filter(({ touches }) => touches);
  expect(touching.length).toBeGreaterThan(60);
  expect(touching.filter(({ name, isProven }) => !isProven && exceptions[name] === undefined).map(({ name }) => name)).toEqual([]);
});

test('each exception is still one', () => {
  const needed = everyFunction.filter(({ touches, isProven }) => touches && !isProven).map(({ name }) => name);
  expect(Object.keys(exceptions).filter((name) => !needed.includes(name))).toEqual([]);
});

test('the look finds a function that takes an id instead, also by way of a helper', () => {
  const text = `
    export async function one(db: Kysely<Database>, organisationId: string) { return db.selectFrom('claims as c').execute(); }
    export async function two(db: Kysely<Database>, id: string) { return helper(db, id); }
    function helper(db: Kysely<Database>, id: string) { return db.deleteFrom('expenses').where('id', '=', id).execute(); }
    export async function three(db: Kysely<Database>, membership: Membership) { return helper(db, membership.organisationId); }
    export async function four(db: Kysely<Database>) { return db.selectFrom('sessions').execute(); }`;
  expect(functionsIn('features/x/y.repository.server.ts', text).map(({ name, touches, isProven }) => [name, touches, isProven])).toEqual([
    ['x/y one', true, false], ['x/y two', true, false], ['x/y three', true, true], ['x/y four', false, false],
  ]);
});

test('only the command line acts as who runs the server', () => {
  const product = readdirSync(join(projectFolder, 'app'), { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'));
  const users = product.filter((name) => /\boperatorOf\(/.test(readFileSync(join(projectFolder, 'app', name), 'utf8'))).map((name) => name.split(sep).join('/'));
  expect(users.filter((name) => !name.startsWith('cli/'))).toEqual(['features/users/memberships.repository.server.ts']);
});
