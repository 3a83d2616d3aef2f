import { z } from 'zod';

/** What a scanner says it found, as it says it. */
export interface Finding {
  readonly kind: string;
  /** As wapiti counts; sqlmap finds nothing that is less than high. */
  readonly level: 'low' | 'medium' | 'high';
  readonly where: string;
}

const levels = { 1: 'low', 2: 'medium', 3: 'high' } as const;
const level = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const found = z.record(z.string(), z.array(z.object({ level, method: z.string(), path: z.string(), info: z.string() })));
const wapitiReport = z.object({ vulnerabilities: found, anomalies: found, infos: z.object({ crawled_pages_nbr: z.number().optional() }) });

/** A report that is none is a fault: it would say that nothing was found. */
export function readWapitiReport(json: string): { readonly findings: readonly Finding[]; readonly crawledPages: number | undefined } {
  const { vulnerabilities, anomalies, infos } = wapitiReport.parse(JSON.parse(json));
  const findings = [...Object.entries(vulnerabilities), ...Object.entries(anomalies)].flatMap(([kind, each]) => (
    each.map(({ level: counted, method, path, info }) => ({ kind, level: levels[counted], where: `${method} ${path} ${info}` }))));
  return { findings, crawledPages: infos.crawled_pages_nbr };
}

/** What sqlmap printed: each parameter it could inject into, and how many forms and addresses it tried. */
export function readSqlmapOutput(output: string): { readonly findings: readonly Finding[]; readonly tried: number } {
  const injectable = /^(?:Parameter: .*|.*\b(?:is vulnerable|appears to be '.*' injectable|is '.*' injectable)\b.*)$/gm;
  const tested = new Set([...output.matchAll(/testing if (.*? parameter '.*?') is dynamic|(?:testing for SQL injection on) (.*? parameter '.*?')$/gm)].map(([line]) => line));
  return { findings: [...output.matchAll(injectable)].map(([where]) => ({ kind: 'SQL injection', level: 'high', where })), tried: tested.size };
}
