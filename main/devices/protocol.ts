import type { PrinterState } from '../../shared/ipc/views.ts';

/** What main asks of the devices process, and what it hears. */
export type DeviceRequest = Readonly<
  | { id: number; kind: 'print'; host: string; port: number; bytes: Uint8Array }
  | { id: number; kind: 'status'; host: string; port: number; ask: boolean }
>;
export type PrintOutcome = 'confirmed' | 'sent' | 'failed' | 'unknown';
/** `answered`: the printer told its state itself. A question about the state alone never prints, so its outcome is `failed`. */
export type DeviceAnswer = Readonly<{ id: number; outcome: PrintOutcome; state: PrinterState; answered: boolean }>;
export type DeviceEvent = Readonly<{ scanned: string }>;
export type DeviceMessage = DeviceAnswer | DeviceEvent;
