import { z } from 'zod';

/** `M020 tittel`: number and name in the metadata catalogue of Noark 5, or the bare name of a field it lacks. */
type NoarkName = `M${number} ${string}` | 'deresReferanse' | `referanseEksternNoekkel.${string}`;

/** A field with its counterpart in Noark 5. */
export function noark<Schema extends z.ZodType>(name: NoarkName, schema: Schema): Schema {
  return schema.describe(name);
}

/** By the path of each field that has one, its counterpart: `documents[].title` → `M020 tittel`. */
export function noarkNames(schema: z.ZodType): Record<string, string> {
  return Object.fromEntries(namesIn(z.toJSONSchema(schema, { unrepresentable: 'any' }), ''));
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

function namesIn(schema: JsonSchema, path: string): [string, string][] {
  if (schema.description !== undefined) return [[path, schema.description]];
  const { properties = {}, items } = schema;
  const inItems = typeof items === 'object' && !Array.isArray(items) ? namesIn(items, `${path}[]`) : [];
  return [...inItems, ...Object.entries(properties).flatMap(([name, child]) => (
    typeof child === 'object' ? namesIn(child, path === '' ? name : `${path}.${name}`) : []
  ))];
}
