import type { ClaimCaptureView } from '../../../shared/ipc/claims-contract.ts';

export type Payer = Readonly<{
  key: string;
  issuer: string;
  currency: string;
  captures: readonly ClaimCaptureView[];
}>;

/** One statement goes to one issuer, in one currency: the captures of each, in their order. */
export function payersOf(captures: readonly ClaimCaptureView[]): Payer[] {
  const payers = new Map<string, { issuer: string; currency: string; captures: ClaimCaptureView[] }>();
  for (const capture of captures) {
    const key = `${capture.currency} ${capture.issuer.id}`;
    const known = payers.get(key) ?? { issuer: capture.issuer.name, currency: capture.currency, captures: [] };
    known.captures.push(capture);
    payers.set(key, known);
  }
  return [...payers].map(([key, payer]) => ({ key, ...payer }));
}

/** Minor units; of one currency. */
export function sumOf(captures: readonly Pick<ClaimCaptureView, 'amountMinor'>[]): number {
  return captures.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}
