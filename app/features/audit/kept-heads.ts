import type { AuditHead } from './audit-entry.ts';

/** The head of a trail as it was kept outside the database. */
export interface KeptHead extends AuditHead {
  /** Undefined where it does not say whose it is, as in a claim. */
  readonly organisationId: string | undefined;
}

const listed = /\b([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (\d{1,9}) ([0-9a-f]{64})\b/g;
/** A line of the service's own log. */
const logged = /"organisation":"([0-9a-f-]{36})","sequence":(\d{1,9}),"hash":"([0-9a-f]{64})"/g;
const printed = /^(\d{1,9}):([0-9a-f]{64})$/;

/** A head typed from a claim's page, as `12:` and its 64 signs. */
export function readPrintedHead(text: string): KeptHead | undefined {
  const [, sequence = '', hash = ''] = printed.exec(text.trim().toLowerCase()) ?? [];
  return hash === '' ? undefined : { organisationId: undefined, sequence: Number(sequence), hash };
}

/** The heads in a claim.json, in what `ou audit verify` said at an earlier time, or in the log of the service. */
export function readKeptHeads(text: string): KeptHead[] {
  const fromClaim = headOfClaim(text);
  if (fromClaim !== undefined) return [fromClaim];
  return [...text.matchAll(listed), ...text.matchAll(logged)].map(([, organisationId = '', sequence = '', hash = '']) => ({ organisationId, sequence: Number(sequence), hash }));
}

function headOfClaim(text: string): KeptHead | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  const found = /"auditHead":\s*\{\s*"sequence":\s*(\d{1,9}),\s*"hash":\s*"([0-9a-f]{64})"\s*\}/.exec(text);
  return found === null ? undefined : { organisationId: undefined, sequence: Number(found[1]), hash: found[2] ?? '' };
}
