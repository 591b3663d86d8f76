/** Which pictures are looked at: never a second one before the first is answered, and not more than the eye needs. */
export type Pace = Readonly<{ takenAtMs: number; busy: boolean }>;

export const NEW_PACE: Pace = { takenAtMs: -Infinity, busy: false };
/** Some twelve pictures a second. */
const LEAST_GAP_MS = 80;

export const isDue = ({ takenAtMs, busy }: Pace, nowMs: number): boolean => !busy && nowMs - takenAtMs >= LEAST_GAP_MS;
