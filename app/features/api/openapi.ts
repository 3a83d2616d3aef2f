import { z } from 'zod';
import type { ApiScope } from '#app/domain/api-scopes.ts';
import { claimStatuses } from '#app/domain/claim-status.ts';
import { programmeSchema } from '#app/features/programme-file/programme-schema.ts';
import { claimDetail, claimResource, expenseResource, importedResource, problemResource, programmeDetail, programmeResource } from './api-resources.ts';
import { pageLimits } from './page-place.ts';

type Json = Readonly<Record<string, unknown>>;

/** What an address answers with when all is well: a schema by its name, a page of them, or a file. */
type Answer = { readonly schema: string } | { readonly pageOf: string } | { readonly file: string };

interface Operation {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly scopes: readonly ApiScope[];
  readonly answer: Answer;
  readonly query?: readonly Json[];
  readonly body?: Json;
}

const named = {
  Programme: programmeResource, ProgrammeDetail: programmeDetail, Expense: expenseResource, Claim: claimResource, ClaimDetail: claimDetail,
  ImportedProgramme: importedResource, Problem: problemResource, ProgrammeFile: programmeSchema,
} satisfies Record<string, z.ZodType>;

const paging: readonly Json[] = [
  { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: pageLimits.most, default: pageLimits.usual } },
  { name: 'after', in: 'query', description: 'Where to read on: taken from `next`', schema: { type: 'string' } },
];
const claimFilter: readonly Json[] = [
  { name: 'status', in: 'query', schema: { type: 'string', enum: claimStatuses } },
  { name: 'programme', in: 'query', schema: { type: 'string', format: 'uuid' } },
];
const withFiles: Json = { name: 'with', in: 'query', description: '`files`: a zip with the attachments', schema: { type: 'string', enum: ['files'] } };
const importBody: Json = {
  required: true,
  content: { 'application/json': { schema: reference('ProgrammeFile') }, 'application/zip': { schema: { type: 'string', format: 'binary' } } },
};

/** Every address, in one table: a test asks each of them. */
export const operations: readonly Operation[] = [
  { method: 'get', path: '/programmes', id: 'listProgrammes', summary: 'Programmes, by id', scopes: ['programmes:read'], answer: { pageOf: 'Programme' }, query: paging },
  { method: 'post', path: '/programmes', id: 'importProgramme', summary: 'Makes a programme of a programme file', scopes: ['programmes:import'], answer: { schema: 'ImportedProgramme' }, body: importBody },
  { method: 'get', path: '/programmes/{programme}', id: 'getProgramme', summary: 'A programme with consultants and activities', scopes: ['programmes:read'], answer: { schema: 'ProgrammeDetail' } },
  { method: 'get', path: '/programmes/{programme}/expenses', id: 'listExpenses', summary: 'A programme’s expenses, in order of entry', scopes: ['expenses:read'], answer: { pageOf: 'Expense' }, query: paging },
  { method: 'get', path: '/programmes/{programme}/programme-file', id: 'exportProgramme', summary: 'The programme file; the account number only with `claims:read`', scopes: ['programmes:read', 'expenses:read'], answer: { schema: 'ProgrammeFile' }, query: [withFiles] },
  { method: 'get', path: '/claims', id: 'listClaims', summary: 'Claims, the newest first', scopes: ['claims:read'], answer: { pageOf: 'Claim' }, query: [...paging, ...claimFilter] },
  { method: 'get', path: '/claims/{claim}', id: 'getClaim', summary: 'A claim, from approval on with its frozen claim.json', scopes: ['claims:read'], answer: { schema: 'ClaimDetail' } },
  { method: 'get', path: '/claims/{claim}/pdf', id: 'getClaimPdf', summary: 'The attested document, byte for byte; 409 before approval', scopes: ['claims:read'], answer: { file: 'application/pdf' } },
  { method: 'get', path: '/claims/{claim}/zip', id: 'getClaimZip', summary: 'The archive package of an attested claim; 409 before approval', scopes: ['claims:read'], answer: { file: 'application/zip' } },
];

/** The names an operation takes in its query. */
export function queryOf(id: string): readonly string[] {
  return (operations.find((operation) => operation.id === id)?.query ?? []).map(({ name }) => String(name));
}

/** The API described for machines, OpenAPI 3.1, made from the schemas that the answers are typed by. */
export function openApiDocument(): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const operation of operations) paths[operation.path] = { ...paths[operation.path], [operation.method]: operationOf(operation) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'OU-refusjon', version: '1', description: [
        'Programmes, expenses and claims of one organisation. Amounts are decimal strings in kroner excl. VAT.',
        'A name in the query that an operation does not list is refused by 400, which names it; a scope the token lacks by 403, which names that.',
        'What is told in words is in the language of `Accept-Language`: nb, nn or en.',
      ].join(' '),
    },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }],
    paths,
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } }, schemas: schemas() },
  };
}

function operationOf({ path, id, summary, scopes, answer, query = [], body }: Operation): Json {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }));
  const idempotency = body === undefined ? [] : [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } }];
  return {
    operationId: id, summary, description: `Scope: ${scopes.map((scope) => `\`${scope}\``).join(' and ')}`,
    parameters: [...inPath, ...query, ...idempotency],
    ...(body === undefined ? {} : { requestBody: body }),
    responses: {
      [body === undefined ? 200 : 201]: { description: 'As asked for', content: contentOf(answer) },
      default: { description: 'Turned away', content: { 'application/problem+json': { schema: reference('Problem') } } },
    },
  };
}

function contentOf(answer: Answer): Json {
  if ('file' in answer) return { [answer.file]: { schema: { type: 'string', format: 'binary' } } };
  if ('schema' in answer) return { 'application/json': { schema: reference(answer.schema) } };
  const page = {
    type: 'object', required: ['data', 'next'], additionalProperties: false,
    properties: { data: { type: 'array', items: reference(answer.pageOf) }, next: { type: ['string', 'null'] } },
  };
  return { 'application/json': { schema: page } };
}

function reference(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}

/** Each schema whole, by its name; what a file is written as where reading changes it. */
function schemas(): Json {
  return Object.fromEntries(Object.entries(named).map(([name, schema]) => {
    const described = Object.entries(z.toJSONSchema(schema, { io: 'input' })).filter(([key]) => key !== '$schema');
    return [name, Object.fromEntries(described)];
  }));
}
