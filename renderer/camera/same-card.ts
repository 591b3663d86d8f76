/**
 * A card lies before the camera for as long as it lies there, but is one scan. The same code counts anew only once it was out of
 * the picture for a while; time in which the camera does not look is no such time. Pure: time comes in.
 */
export type SameCard = Readonly<{
  /** The last code told to the desk. */
  told: string | null;
  toldAtMs: number;
  seenAtMs: number;
}>;
export type Look = Readonly<{
  card: SameCard;
  /** A code to tell. */
  tell: string | null;
  /** The last card is still there, and whoever waits should be told so. */
  held: boolean;
}>;

const AWAY_MS = 1000;
const HINT_AFTER_MS = 1500;

/** Where the camera begins to look, again or for the first time. */
export const beginLooking = (told: string | null, nowMs: number): SameCard => ({
  told,
  toldAtMs: nowMs,
  seenAtMs: nowMs,
});

/** Takes what one picture showed; null for no code. */
export function look(card: SameCard, text: string | null, nowMs: number): Look {
  const isAway = nowMs - card.seenAtMs >= AWAY_MS;
  const held = card.told !== null && !isAway && nowMs - card.toldAtMs >= HINT_AFTER_MS;
  if (text === null) return { card, tell: null, held };
  if (text === card.told && !isAway) return { card: { ...card, seenAtMs: nowMs }, tell: null, held };
  return { card: { told: text, toldAtMs: nowMs, seenAtMs: nowMs }, tell: text, held: false };
}
