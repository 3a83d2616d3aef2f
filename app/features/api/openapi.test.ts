import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { apiScopes } from '#app/domain/api-scopes.ts';
import { claimStatuses } from '#app/domain/claim-status.ts';
import { openApiDocument, operations } from './openapi.ts';

/** The description for machines says what the addresses take, need and answer, and nothing there is not. */

const json = z.record(z.string(), z.json());
const parameter = z.object({ name: z.string(), in: z.enum(['path', 'query', 'header']), required: z.boolean().optional(), schema: json });
const operation = z.object({
  operationId: z.string(), summary: z.string(), description: z.string(), parameters: z.array(parameter), requestBody: json.optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: z.record(z.string(), json) })),
});
const shape = z.object({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), json), securitySchemes: json }),
  security: z.array(json),
});
const told = shape.parse(JSON.parse(JSON.stringify(openApiDocument())));
const all = Object.entries(told.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, each]) => ({ path, method, ...each })));

test('every operation is described once, by a name of its own', () => {
  expect(all.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(operations.map(({ method, path }) => `${method} ${path}`).sort());
  expect(new Set(all.map(({ operationId }) => operationId)).size).toBe(operations.length);
});

test('every reference leads somewhere, and every schema is used', () => {
  const text = JSON.stringify(told.paths) + JSON.stringify(told.components);
  const named = new Set([...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name));
  expect([...named].sort()).toEqual(Object.keys(told.components.schemas).sort());
});

test('every scope opens something, and each operation names those it needs', () => {
  expect(new Set(operations.flatMap(({ scopes }) => scopes))).toEqual(new Set(apiScopes));
  for (const { id, scopes } of operations) {
    const description = all.find(({ operationId }) => operationId === id)?.description ?? '';
    expect([...description.matchAll(/`([^`]+)`/g)].map(([, scope]) => scope)).toEqual([...scopes]);
  }
});

describe.each(all)('$method $path', ({ path, method, parameters, requestBody, responses }) => {
  test('has a parameter for each name in its address, and no other there', () => {
    const inPath = parameters.filter((each) => each.in === 'path');
    expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
    expect(inPath.every(({ required, schema }) => required === true && schema['format'] === 'uuid')).toBe(true);
  });

  test('sends something only by POST, then with a key that makes it happen once', () => {
    const key = parameters.find(({ name }) => name === 'Idempotency-Key');
    expect([requestBody !== undefined, key?.required ?? false]).toEqual([method === 'post', method === 'post']);
  });

  test('tells how it answers, and what a refusal looks like', () => {
    expect(Object.keys(responses).sort()).toEqual([method === 'post' ? '201' : '200', 'default']);
    expect(Object.keys(responses['default']?.content ?? {})).toEqual(['application/problem+json']);
  });

  test('gives a list in pages, at most two hundred at once, and says where to read on', () => {
    const names = parameters.filter((each) => each.in === 'query').map(({ name }) => name);
    const answer = JSON.stringify(responses[method === 'post' ? '201' : '200']);
    expect(answer.includes('"next"')).toBe(names.includes('after'));
    const limit = parameters.find(({ name }) => name === 'limit')?.schema;
    expect(limit).toEqual(names.includes('after') ? { type: 'integer', minimum: 1, maximum: 200, default: 50 } : undefined);
  });
});

test('claims can be asked for by every status there is', () => {
  const status = all.find(({ operationId }) => operationId === 'listClaims')?.parameters.find(({ name }) => name === 'status');
  expect(status?.schema['enum']).toEqual([...claimStatuses]);
});

test('nothing is open without a token', () => {
  expect(told.security).toEqual([{ token: [] }]);
  expect(told.components.securitySchemes).toEqual({ token: { type: 'http', scheme: 'bearer' } });
});

test('no resource tells a bank account, a person’s address or who sees what', () => {
  const resources = Object.entries(told.components.schemas).filter(([name]) => name !== 'ProgrammeFile');
  expect(resources.length).toBeGreaterThan(5);
  expect(JSON.stringify(resources)).not.toMatch(/account(?!"|s)|email|phone|passw|userId|token/i);
});
