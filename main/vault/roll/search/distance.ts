/**
 * Optimal-string-alignment distance (insertions, deletions, substitutions, swaps of neighbours) between two short words,
 * or `limit + 1` as soon as it cannot be within the limit.
 */
export function distanceWithin(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return limit + 1;
    before = previous;
    previous = row;
  }
  return Math.min(previous[b.length] ?? limit + 1, limit + 1);
}

/** The word and every word made by leaving out one letter: two words one error apart always share one of these. */
export function deletions(word: string): string[] {
  const made = new Set([word]);
  if (word.length < 2) return [word];
  for (let i = 0; i < word.length; i++) made.add(word.slice(0, i) + word.slice(i + 1));
  return [...made];
}

/** How many errors are forgiven in a word of this length. */
export function errorsForgiven(word: string): number {
  if (word.length < 4) return 0;
  return word.length < 7 ? 1 : 2;
}
