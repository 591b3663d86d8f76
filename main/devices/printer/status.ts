import type { PrinterState } from '../../../shared/ipc/views.ts';

/** `DLE EOT n`: asked in real time, answered with one byte even when offline (Epson ESC/POS, "Transmit real-time status"). */
export const ASK_OFFLINE_CAUSE = Uint8Array.of(0x10, 0x04, 2);
export const ASK_PAPER = Uint8Array.of(0x10, 0x04, 4);
/** `GS r 1`: answered in order, so its answer means that everything before it was processed. */
export const ASK_DONE = Uint8Array.of(0x1d, 0x72, 1);

/** True for a byte that can only be an answer to `DLE EOT`: bits 1 and 4 set, 0 and 7 clear. */
export function isStatusByte(byte: number): boolean {
  return (byte & 0x93) === 0x12;
}

/** True for a byte that can be the answer to `GS r 1`: bits 4 and 7 clear. A late answer to `DLE EOT` has bit 4 set. */
export function isDoneByte(byte: number): boolean {
  return (byte & 0x90) === 0;
}

/** Reads the answers to ASK_OFFLINE_CAUSE and ASK_PAPER; undefined where the printer did not answer. */
export function stateOf(offlineCause: number | undefined, paper: number | undefined): PrinterState {
  if (paper !== undefined && (paper & 0x60) !== 0) return 'paper-out';
  if (offlineCause !== undefined) {
    if ((offlineCause & 0x04) !== 0) return 'cover-open';
    if ((offlineCause & 0x20) !== 0) return 'paper-out';
    if ((offlineCause & 0x40) !== 0) return 'fault';
  }
  return paper !== undefined && (paper & 0x0c) !== 0 ? 'paper-low' : 'ready';
}

/** True where a job can be sent. */
export function canPrint(state: PrinterState): boolean {
  return state === 'ready' || state === 'paper-low';
}
