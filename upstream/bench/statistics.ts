/**
 * The smallest sample that at least the given share of all samples does not exceed (nearest rank).
 * @throws for no samples
 */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new Error('Nothing was measured');
  return found;
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

/** Four digits are more than any of these measurements holds. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

/** Milliseconds that the work takes, appended to the samples; gives the work's own answer. */
export async function timed<T>(samples: number[], work: () => T | Promise<T>): Promise<T> {
  const startMs = performance.now();
  const answer = await work();
  samples.push(performance.now() - startMs);
  return answer;
}

/** The same for work that answers at once; awaiting it would be counted too. */
export function timedNow<T>(samples: number[], work: () => T): T {
  const startMs = performance.now();
  const answer = work();
  samples.push(performance.now() - startMs);
  return answer;
}
