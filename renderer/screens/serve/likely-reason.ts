import type { z } from 'zod';
import type { NotServedReason, VerdictCode } from '../../../shared/domain/verdict.ts';

type Reason = z.infer<typeof NotServedReason>;
const likely: Readonly<Record<z.infer<typeof VerdictCode>, Reason>> = {
  ok: 'photo-does-not-match',
  attention: 'photo-does-not-match',
  'needs-approval': 'other',
  'already-served': 'already-served',
  revoked: 'card-problem',
  blocked: 'blocked',
  'wrong-site': 'sent-to-other-site',
  'not-yet-valid': 'other',
  expired: 'card-problem',
  'unknown-beneficiary': 'not-in-roll',
  'out-of-stock': 'out-of-stock',
  'limit-reached': 'other',
  forged: 'card-problem',
  'unknown-issuer': 'card-problem',
  'claims-not-signed': 'card-problem',
  unreadable: 'card-problem',
};

/** The reason a clerk most often means after this verdict: only a first choice, never recorded by itself. */
export const likelyReason = (code: z.infer<typeof VerdictCode>): Reason => likely[code];
