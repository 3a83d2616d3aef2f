import { safeName } from '#app/features/exports/archive-names.ts';
import { claimFileName } from '#app/features/exports/claim-for-export.ts';
import type { NamedFile } from '#app/features/progress/named-file.ts';
import type { Language } from '#app/domain/programme.ts';
import { translator } from '#app/i18n/translate.ts';
import { attestedInParts, partsOf, type ClaimPart } from './attested-in-parts.server.ts';
import type { ClaimCase } from './claim-case.server.ts';
import type { PartName } from './claim-parts.ts';
import type { ApprovedClaim, StoredClaim } from './claims.repository.server.ts';
import { archiveOf, draftInParts } from './freeze-claim.server.ts';
import { readFrozenClaim } from './frozen-claim.ts';
import { partsContents, type PartsContents } from './parts-contents.ts';
import type { Workshop } from './workshop.server.ts';

/** Why a claim could not be taken apart: these files are gone, or not the ones it was attested with. */
export interface HarmedFiles {
  readonly harmed: readonly string[];
}

export interface PartsOrder {
  readonly found: ClaimCase;
  readonly workshop: Workshop;
  readonly partBytes: number;
}

/** The files of a claim in parts: the PDFs in order, `claim.json`, and in plain words which voucher is in which. */
export function claimInParts({ found, ...order }: PartsOrder): Promise<readonly NamedFile[] | HarmedFiles> {
  const { claim, claim: { approved } } = found;
  return approved === undefined ? draftParts({ found, ...order }) : attestedParts({ ...claim, approved }, { found, ...order });
}

async function draftParts({ found, workshop, partBytes }: PartsOrder): Promise<readonly NamedFile[]> {
  const { organisation: { language }, facts } = found.programme;
  const partName = partNames(draftFileName(found), language);
  const { made, json } = await draftInParts(found, workshop, { partBytes, partName });
  if (made === undefined) throw new Error('A draft is always made');
  const about = { number: found.claim.number, programmeName: facts.name, language, attested: undefined };
  return filesOf(partsOf(made), { partName, json, about });
}

async function attestedParts(
  { number, approved }: StoredClaim & { approved: ApprovedClaim }, { found, workshop, partBytes }: PartsOrder,
): Promise<readonly NamedFile[] | HarmedFiles> {
  const { language, assessment: { programme: { facts } } } = readFrozenClaim(approved);
  const file = claimFileName(number, facts.name);
  const partName = partNames(file, language);
  const attested = await attestedInParts(approved, workshop, { partBytes, partName, archive: archiveOf(found.loaded) });
  if ('harmed' in attested) return attested;
  const { parts, json, saysTheSame } = attested;
  const about = { number, programmeName: facts.name, language, attested: { file, sha256: approved.pdfSha256, saysTheSame } };
  return filesOf(parts, { partName, json, about });
}

interface Papers {
  readonly partName: PartName;
  readonly json: object;
  readonly about: Omit<PartsContents, 'parts'>;
}

function filesOf(parts: readonly ClaimPart[], { partName, json, about }: Papers): NamedFile[] {
  const named = parts.map((part, index, { length }) => ({ ...part, file: partName(index + 1, length) }));
  return [
    ...named.map(({ file, pieces }) => ({ name: file, pieces })),
    { name: 'claim.json', pieces: [Buffer.from(`${JSON.stringify(json, undefined, 2)}\n`)] },
    { name: translator(about.language)('claim.parts.contents.name'), pieces: [Buffer.from(partsContents({ ...about, parts: named }))] },
  ];
}

export function draftFileName({ claim, programme }: ClaimCase): string {
  return claimFileName(claim.number, `utkast-${programme.facts.name}`);
}

/** `krav-7-LED skole 2026-deler.zip` */
export function partsZipName(pdfName: string, language: Language): string {
  return safeName(translator(language)('claim.parts.zipName', { name: stemOf(pdfName) }), 'deler.zip');
}

/** `krav-7-LED skole 2026-del-01-av-12.pdf`: in order also where names are sorted sign by sign. One that is whole has its usual name. */
function partNames(pdfName: string, language: Language): PartName {
  const t = translator(language);
  return (part, parts) => (parts === 1 ? pdfName : safeName(t('claim.parts.fileName', {
    name: stemOf(pdfName), part: String(part).padStart(String(parts).length, '0'), parts,
  }), `${part}.pdf`));
}

function stemOf(pdfName: string): string {
  return pdfName.replace(/\.pdf$/, '');
}
