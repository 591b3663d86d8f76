import type { Claim, Rightful } from './model.ts';

/** The order of claims that needs no clock: which act it was, then log and number. */
export function inOrder(claims: readonly Claim[]): Claim[] {
  return claims.toSorted((a, b) => a.ordinal - b.ordinal || compare(a.log, b.log) || a.seq - b.seq);
}

export function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Whether two claims that stand took themselves for the same act: neither station knew of the other's. */
export function isClaimedTwice(standing: readonly Claim[]): boolean {
  return new Set(standing.map(({ ordinal }) => ordinal)).size < standing.length;
}

/** Whether that hand-over is one of these. */
export function includesHandover(those: readonly Rightful[], one: Rightful | null): boolean {
  return one !== null && those.some(({ log, seq }) => log === one.log && seq === one.seq);
}

/**
 * The claims that stand once `rightful` is decided: that one, what its own log says besides, and what clashes with none of
 * these. Undefined where the one named does not stand.
 */
export function rightfulClaims(standing: readonly Claim[], rightful: Rightful | null): Claim[] | undefined {
  if (rightful === null || !includesHandover(standing, rightful)) return undefined;
  const own = standing.filter(({ log }) => log === rightful.log);
  const taken = new Set(own.map(({ ordinal }) => ordinal));
  const kept: Claim[] = [...own];
  for (const claim of inOrder(standing)) {
    if (claim.log === rightful.log || taken.has(claim.ordinal)) continue;
    taken.add(claim.ordinal);
    kept.push(claim);
  }
  return kept;
}
