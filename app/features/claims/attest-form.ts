import type { FormFields } from '#app/http/form-fields.ts';
import { checkedField } from './attest-lines-view.ts';
import { longestStepReason, readReason } from './claim-step-form.ts';

/** What was ticked and written on the page where a claim is attested. */
export interface AttestTyped {
  readonly checked: ReadonlySet<string>;
  readonly external: string;
  readonly isConfirmed: boolean;
  readonly returnReason: string;
}

export const attestFields = ['external', 'confirmUnchecked', 'returnReason'] as const;
export type AttestField = (typeof attestFields)[number];
export type AttestError = 'uncheckedLines' | 'externalMissing' | 'stepReasonMissing' | 'stepReasonTooLong';
export type AttestErrors = Partial<Record<AttestField, AttestError>>;

export const nothingTyped: AttestTyped = { checked: new Set(), external: '', isConfirmed: false, returnReason: '' };

export function typedAttestation(form: FormFields): AttestTyped {
  return {
    checked: new Set(form.all(checkedField)), external: form.text('external'), isConfirmed: form.has('confirmUnchecked'),
    returnReason: form.text('returnReason'),
  };
}

interface ToApprove {
  readonly lineIds: readonly string[];
  /** Without it the person may not attest: their role does not, or the claim is their own. */
  readonly needsExternal: boolean;
}

/** Lines nobody ticked are attested only when that is said; an attestation made outside names who made it. */
export function approvalErrors({ checked, external, isConfirmed }: AttestTyped, { lineIds, needsExternal }: ToApprove): AttestErrors {
  const errors: AttestErrors = {};
  if (needsExternal && external.trim() === '') errors.external = 'externalMissing';
  else if (external.trim().length > longestStepReason) errors.external = 'stepReasonTooLong';
  if (!isConfirmed && lineIds.some((id) => !checked.has(id))) errors.confirmUnchecked = 'uncheckedLines';
  return errors;
}

export function returnErrors({ returnReason }: AttestTyped): AttestErrors {
  const reason = readReason(returnReason, 'stepReasonMissing');
  if (!('error' in reason)) return {};
  return { returnReason: reason.error === 'stepReasonTooLong' ? 'stepReasonTooLong' : 'stepReasonMissing' };
}
