import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import SqliteDatabase from 'better-sqlite3';
import { z } from 'zod';

const planShape = z.object({
  databaseFile: z.string(),
  statements: z.array(z.object({ sql: z.string(), parameters: z.array(z.unknown()) })),
  html: z.string(),
});
export type BarePlan = z.infer<typeof planShape>;

/** No framework: the page's statements, prepared once, and its HTML as it was. What a page costs above this is ours. */
export function startBareServer(planFile: string, port: number): Server {
  const { databaseFile, statements, html } = planShape.parse(JSON.parse(readFileSync(planFile, 'utf8')));
  const database = new SqliteDatabase(databaseFile, { readonly: true });
  const prepared = statements.map(({ sql, parameters }) => ({ statement: database.prepare(sql), parameters }));
  return createServer((_request, response) => {
    for (const { statement, parameters } of prepared) statement.all(...parameters);
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(html);
  }).listen(port, '127.0.0.1');
}
