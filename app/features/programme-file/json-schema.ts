import { z } from 'zod';
import { programmeSchema } from './programme-schema.ts';

/** The programme file's JSON Schema (2020-12), for editors: what is written, before amounts and days are read. */
export function programmeJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(programmeSchema, { io: 'input' }), undefined, 2)}\n`;
}
