import type { OrganisationDesk } from '#app/guard/desk.server.ts';
import { fileAnswer } from '#app/http/file-answer.ts';
import { claimZip, pdfZip } from './claim-zip.server.ts';
import { claimsCsv } from './claims-csv.ts';
import { claimsXlsx } from './claims-xlsx.server.ts';
import type { FrozenClaimForExport } from './export-data.ts';
import type { ExportKind } from './export-kinds.ts';

interface FileRequest {
  readonly kind: ExportKind;
  readonly claims: readonly FrozenClaimForExport[];
  readonly desk: OrganisationDesk;
}

interface MadeFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

const types = {
  zip: 'application/zip',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** The claims as a file to keep. */
export async function claimFile(request: FileRequest): Promise<{ readonly response: Response } | { readonly refused: 'too_large' }> {
  const made = await make(request);
  if ('refused' in made) return made;
  return { response: fileAnswer({ bytes: made.bytes, mediaType: made.type, name: made.name, isShown: false }) };
}

async function make({ kind, claims, desk }: FileRequest): Promise<MadeFile | { readonly refused: 'too_large' }> {
  const { language, today, services, membership } = desk;
  const readFile = (sha256: string) => services.files.get(membership.organisationId, sha256);
  const named = (ending: string) => `ou-krav-${today}${ending}`;
  switch (kind) {
    case 'csv': return { name: named('.csv'), type: types.csv, bytes: Buffer.from(claimsCsv(claims, language)) };
    case 'xlsx': return { name: named('.xlsx'), type: types.xlsx, bytes: await claimsXlsx(claims, language) };
    case 'zip': return zipNamed(named('.zip'), await claimZip({ claims, language, readFile }));
    case 'pdf': {
      const [only, ...others] = claims;
      if (only === undefined || others.length > 0) return zipNamed(named('-pdf.zip'), await pdfZip({ claims, readFile }));
      return { name: only.pdf.fileName, type: types.pdf, bytes: await readFile(only.pdf.sha256) };
    }
  }
}

function zipNamed(name: string, made: Awaited<ReturnType<typeof claimZip>>): MadeFile | { readonly refused: 'too_large' } {
  return 'refused' in made ? made : { name, type: types.zip, bytes: made.zip };
}
