import type { AttachmentState } from '#app/domain/circumstances.ts';
import type { ClaimStatus } from '#app/domain/claim-status.ts';
import type { Expense } from '#app/domain/expense.ts';
import type { Programme } from '#app/domain/programme.ts';
import type { EarlierClaims } from '#app/domain/refund.ts';
import { inAlphabet } from '#app/i18n/alphabet.ts';

/** What the pages of an expense are made from; a loaded programme is one. */
export interface ExpenseMatter {
  /** The programme's. */
  readonly id: string;
  readonly organisation: { readonly id: string };
  readonly programme: Programme;
  /** Of its consultants, those whom nothing new is put on. */
  readonly erasedConsultants?: ReadonlySet<string>;
  readonly row: { readonly grantLetterId: string | undefined };
  readonly expenses: readonly ExpenseMatterLine[];
  readonly attachments: readonly FileMatter[];
  readonly claimed: ReadonlyMap<string, { readonly claimId: string; readonly number: number; readonly status: ClaimStatus }>;
  readonly earlier: EarlierClaims;
}

export interface ExpenseMatterLine {
  readonly expense: Expense;
  readonly attachmentIds: readonly string[];
  readonly version: number;
  readonly parkedReason: string | undefined;
}

export interface FileMatter {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly preparedBytes: number | undefined;
  readonly state: AttachmentState;
  readonly uploadedAt: string;
}

/** The latest files first; those that came together by name. */
export function newestFirst(files: readonly FileMatter[]): FileMatter[] {
  return files.toSorted((a, b) => inAlphabet(b.uploadedAt, a.uploadedAt) || inAlphabet(a.name, b.name));
}
