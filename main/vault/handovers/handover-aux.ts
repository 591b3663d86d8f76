import type { z } from 'zod';
import { ReceiptData } from '../../../shared/ipc/paper-views.ts';

/** The receipt without what follows from the signed entries themselves (number, check characters, QR code, reversal). */
export const ReceiptAux = ReceiptData.omit({
  kind: true,
  seq: true,
  receipt: true,
  check: true,
  qr: true,
  atMs: true,
  reversedBy: true,
});
export type ReceiptAux = z.infer<typeof ReceiptAux>;
