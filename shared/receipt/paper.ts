import type { PaperData } from '../ipc/paper-views.ts';
import type { PaperStyle } from './act.ts';
import { receiptSlip } from './receipt.ts';
import { reversalSlip } from './reversal.ts';
import type { Slip } from './slip.ts';
import { claimSlips, holdSlip, releaseSlip } from './vouchers.ts';

/** The papers of any act, cut from each other. `copy` is 0 for the original, else the number of the reprint. */
export function paperSlips(data: PaperData, copy: number, style: PaperStyle): readonly Slip[] {
  switch (data.kind) {
    case 'receipt':
      return [receiptSlip(data, copy, style)];
    case 'reversal':
      return [reversalSlip(data, copy, style)];
    case 'hold':
      return [holdSlip(data, copy, style)];
    case 'claim':
      return claimSlips(data, copy, style);
    case 'release':
      return [releaseSlip(data, copy, style)];
  }
}
