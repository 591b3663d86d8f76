import type { PrinterState } from '../../shared/ipc/views.ts';

/** What main asks of the devices process, and what it hears. */
export type DeviceRequest = Readonly<
  | { id: number; kind: 'print'; host: string; port: number; bytes: Uint8Array }
  | { id: number; kind: 'status'; host: string; port: number }
>;
export type PrintOutcome = 'confirmed' | 'sent' | 'failed' | 'unknown';
export type DeviceAnswer = Readonly<{ id: number; outcome: PrintOutcome; state: PrinterState }>;
export type DeviceEvent = Readonly<{ scanned: string }>;
export type DeviceMessage = DeviceAnswer | DeviceEvent;
