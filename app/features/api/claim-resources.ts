import { z } from 'zod';
import { moneyToText } from '#app/domain/money.ts';
import type { ListedClaim } from '#app/features/claims/listed-claim.ts';
import type { FrozenPapers } from '#app/features/claims/frozen-claims.repository.server.ts';
import type { ClaimDetail, ClaimResource } from './api-resources.ts';

/** A claim as machines read it. */
export function claimOf(claim: ListedClaim): ClaimResource {
  const { id, programmeId, programmeName, number, status, preparedAt, approvedAt, submittedOn, receivedOn, refund, received } = claim;
  return {
    id, programmeId, programmeName, number, status, preparedAt, approvedAt: approvedAt ?? null, submittedOn: submittedOn ?? null,
    receivedOn: receivedOn ?? null, refund: refund === undefined ? null : moneyToText(refund),
    received: received === undefined ? null : moneyToText(received),
  };
}

/** The same with what approval froze, word for word. */
export function claimDetailOf(claim: ListedClaim, papers: FrozenPapers | undefined): ClaimDetail {
  return {
    ...claimOf(claim),
    pdf: papers === undefined ? null : { sha256: papers.pdfSha256, bytes: papers.pdfBytes },
    claim: papers === undefined ? null : z.record(z.string(), z.unknown()).parse(JSON.parse(papers.claimJson)),
  };
}
