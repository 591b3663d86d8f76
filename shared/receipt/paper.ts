import type { PaperData } from '../ipc/paper-views.ts';
import type { PaperStyle } from './act.ts';
import { receiptSlip } from './receipt.ts';
import { reversalSlip } from './reversal.ts';
import type { Slip } from './slip.ts';

/** The paper of any act. `copy` is 0 for the original, else the number of the reprint. */
export function paperSlip(data: PaperData, copy: number, style: PaperStyle): Slip {
  return data.kind === 'receipt' ? receiptSlip(data, copy, style) : reversalSlip(data, copy, style);
}
