import { formErrors } from '#app/components/form-errors.ts';
import type { FormFieldView } from '#app/components/form-fields.tsx';
import { usualClaimBytes } from '#app/features/attachments/opened-attachment.ts';
import { claimAddress } from '#app/features/shell/addresses.ts';
import { sentence, translator } from '#app/i18n/translate.ts';
import { divideFiles } from './claim-parts.ts';
import { aboutText, ownBytesOf, ownGroundBytes } from './claim-size.ts';
import type { StepFormView } from './claim-step-views.ts';
import type { ClaimSubject } from './claim-subject.ts';
import { megabyte, partMegabytes, partSizeField, readPartSize } from './part-size.ts';

/** Where a claim's document is asked for in parts, and when that is worth it. */
export interface PartsView {
  readonly id: string;
  readonly summary: string;
  readonly texts: readonly string[];
  readonly isOpen: boolean;
  readonly form: StepFormView;
}

/** Undefined for those who may not have the document, and of a claim that is not to be sent. */
export function partsView(subject: ClaimSubject, typed: string | undefined): PartsView | undefined {
  const { claim: { status, approved }, reader: { language, may } } = subject;
  const isSent = status !== 'withdrawn' && status !== 'replaced';
  if (!isSent || !may('bank_account.read') || (approved !== undefined && !may('claim.download'))) return undefined;
  const t = translator(language);
  const size = readPartSize(typed ?? '');
  const partBytes = 'partBytes' in size ? size.partBytes : partMegabytes.usual * megabyte;
  return {
    id: 'parts', summary: t('claim.parts'), isOpen: typed !== undefined,
    texts: [`${worthText(subject)} ${countText(subject, partBytes)}`, t('claim.parts.wait')], form: formOf(subject, typed),
  };
}

/** When parts are worth the trouble. */
function worthText({ claim: { approved }, fileSizes, reader: { language } }: ClaimSubject): string {
  const t = translator(language);
  const most = aboutText(usualClaimBytes, language);
  if (approved === undefined) return t('claim.parts.text.draft');
  if (fileSizes.reduce((total, { pageBytes }) => total + pageBytes, 0) > usualClaimBytes) return t('claim.parts.text.coarser', { most });
  const size = aboutText(approved.pdfBytes, language);
  return approved.pdfBytes > usualClaimBytes ? t('claim.parts.text.large', { size, most }) : t('claim.parts.text.small', { size });
}

function countText({ assessment, fileSizes, reader: { language } }: ClaimSubject, partBytes: number): string {
  const room = { mostBytes: partBytes, firstOwnBytes: ownBytesOf(assessment.programme), laterOwnBytes: ownGroundBytes };
  const days = Math.max(1, ...divideFiles(fileSizes.map(({ pageBytes, originalBytes }) => pageBytes + originalBytes), room));
  return sentence(language, 'claim.parts.count', { days, size: aboutText(partBytes, language) });
}

function formOf(subject: ClaimSubject, typed: string | undefined): StepFormView {
  const { organisationId, programmeId, claim, reader: { language } } = subject;
  const t = translator(language);
  const reading = typed === undefined ? undefined : readPartSize(typed);
  const error = reading !== undefined && 'error' in reading ? sentence(language, `claim.parts.error.${reading.error}`, partMegabytes) : undefined;
  const field: FormFieldView = {
    kind: 'text', name: partSizeField, label: t('claim.parts.size'), unit: t('claim.parts.unit'), width: 'short', isRequired: true, error,
    hint: t('claim.parts.size.hint', partMegabytes), value: typed ?? String(partMegabytes.usual),
  };
  return {
    card: {
      action: claimAddress({ organisationId, programmeId, id: claim.id }, 'parts'), method: 'get', isPlain: true, submit: t('claim.parts.submit'),
      errorsId: 'parts-errors', errors: formErrors(t('page.errorSummary.heading'), [field]),
    },
    fields: [field],
  };
}
