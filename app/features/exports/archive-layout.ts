import { safeName, uniqueName } from './archive-names.ts';
import type { FileForExport, FrozenClaimForExport } from './export-data.ts';

/** Where the parts of one claim stand in the archive. */
export interface ClaimPlaces {
  readonly claim: FrozenClaimForExport;
  readonly folder: string;
  readonly pdf: string;
  readonly workbook: string;
  readonly json: string;
  readonly journal: string;
  readonly originals: readonly { readonly path: string; readonly file: FileForExport }[];
}

export const archivePaths = { manifest: 'manifest.json', csv: 'krav.csv' } as const;
const claimNames = { workbook: 'krav.xlsx', json: 'claim.json', journal: 'journal.json', vouchers: 'bilag' } as const;

/** A folder a claim, with names that are safe and unique everywhere, in the order given. */
export function archiveLayout(claims: readonly FrozenClaimForExport[]): ClaimPlaces[] {
  const folders = new Set<string>(Object.values(archivePaths));
  return claims.map((claim) => {
    const folder = uniqueName(safeName(`krav ${claim.number} ${claim.programmeName}`, 'krav'), folders);
    const inFolder = new Set<string>(Object.values(claimNames));
    return {
      claim,
      folder,
      pdf: `${folder}/${uniqueName(safeName(claim.pdf.fileName, 'krav.pdf'), inFolder)}`,
      workbook: `${folder}/${claimNames.workbook}`,
      json: `${folder}/${claimNames.json}`,
      journal: `${folder}/${claimNames.journal}`,
      originals: originalsIn(`${folder}/${claimNames.vouchers}`, claim.files),
    };
  });
}

/** `01 faktura.pdf`, in the order of the vouchers; the grant letter, which has no number, as `00`. */
function originalsIn(folder: string, files: readonly FileForExport[]): ClaimPlaces['originals'] {
  const taken = new Set<string>();
  const digits = Math.max(2, ...files.map(({ voucher }) => String(voucher ?? 0).length));
  return files.map((file) => {
    const number = String(file.voucher ?? 0).padStart(digits, '0');
    return { file, path: `${folder}/${uniqueName(safeName(`${number} ${file.name}`, number), taken)}` };
  });
}
