export type DeskContact = Readonly<{
  log: string;
  /** The day that is open at the desk as far as the collector knows; null where none is. */
  openDay: string | null;
  lastReceivedMs: number | null;
}>;

export type SilentDesk = DeskContact & Readonly<{ silentForMs: number }>;

/** Desks with an open day from which nothing has come for longer than `limitMs`, by the collector's own clock. */
export function silentDesks(desks: readonly DeskContact[], nowMs: number, limitMs: number): SilentDesk[] {
  return desks
    .map((desk) => ({ ...desk, silentForMs: nowMs - (desk.lastReceivedMs ?? nowMs) }))
    .filter(({ openDay, silentForMs }) => openDay !== null && silentForMs > limitMs)
    .toSorted((a, b) => b.silentForMs - a.silentForMs);
}
