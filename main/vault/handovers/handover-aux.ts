import { ReceiptData } from '../../../shared/ipc/paper-views.ts';

/** The receipt without what follows from the signed entry itself (number, check characters, QR code). */
export const ReceiptAux = ReceiptData.omit({ seq: true, receipt: true, check: true, qr: true, atMs: true });
