import type { DataDesk } from '#app/guard/desk.server.ts';
import { fileAnswer, streamedFileAnswer } from '#app/http/file-answer.ts';
import { claimZip, pdfZip, type ArchiveFiles } from './claim-zip.server.ts';
import { claimsCsv } from './claims-csv.ts';
import { claimsXlsx } from './claims-xlsx.server.ts';
import type { FrozenClaimForExport } from './export-data.ts';
import type { ExportKind } from './export-kinds.ts';

interface FileRequest {
  readonly kind: ExportKind;
  readonly claims: readonly FrozenClaimForExport[];
  readonly desk: DataDesk;
}

const types = {
  zip: 'application/zip',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** The claims as a file to keep. A zip is sent while it is made. */
export async function claimFile({ kind, claims, desk }: FileRequest): Promise<Response> {
  const { language, today } = desk;
  const files = filesOf(desk);
  const named = (ending: string) => `ou-krav-${today}${ending}`;
  const [only, ...others] = claims;
  const single = others.length === 0 ? only?.pdf : undefined;
  switch (kind) {
    case 'csv': return whole(Buffer.from(claimsCsv(claims, language)), { name: named('.csv'), mediaType: types.csv });
    case 'xlsx': return whole(await claimsXlsx(claims, language), { name: named('.xlsx'), mediaType: types.xlsx });
    case 'zip': {
      const name = single?.fileName.replace(/\.pdf$/, '.zip') ?? named('.zip');
      return streamedFileAnswer(await claimZip({ claims, language, files }), { name, mediaType: types.zip });
    }
    case 'pdf': return single === undefined
      ? streamedFileAnswer(await pdfZip({ claims, files }), { name: named('-pdf.zip'), mediaType: types.zip })
      : whole(await files.read(single.sha256), { name: single.fileName, mediaType: types.pdf });
  }
}

function whole(bytes: Buffer, file: { readonly name: string; readonly mediaType: string }): Response {
  return fileAnswer({ pieces: [bytes], ...file, isShown: false });
}

function filesOf({ services: { files }, membership: { organisationId } }: DataDesk): ArchiveFiles {
  return {
    read: (sha256) => files.get(organisationId, sha256),
    sizeOf: (sha256) => files.sizeOf(organisationId, sha256),
  };
}
