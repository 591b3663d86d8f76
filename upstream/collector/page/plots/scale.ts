/** Round steps (1, 2 or 5 times a power of ten) from 0 to at least `most`; at most about `count` of them, whole numbers only. */
export function ticksTo(most: number, count = 4): number[] {
  const rough = Math.max(1, most) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? power);
  const ticks: number[] = [];
  for (let tick = 0; tick < most + step; tick += step) ticks.push(tick);
  return ticks;
}

const HOUR_MS = 3_600_000;
const GAP_HOURS = 6;

/** Hours from the first to the last with something in it; longer silences (nights) are left out, and say so by `isAfterGap`. */
export function hoursBetween(hours: readonly number[]): { hourMs: number; isAfterGap: boolean }[] {
  const sorted = [...new Set(hours)].toSorted((a, b) => a - b);
  return sorted.flatMap((hourMs, index) => {
    const before = sorted[index - 1];
    if (before === undefined) return [{ hourMs, isAfterGap: false }];
    const missing = Math.round((hourMs - before) / HOUR_MS) - 1;
    if (missing > GAP_HOURS) return [{ hourMs, isAfterGap: true }];
    const filled = Array.from({ length: missing }, (_, step) => ({
      hourMs: before + (step + 1) * HOUR_MS,
      isAfterGap: false,
    }));
    return [...filled, { hourMs, isAfterGap: false }];
  });
}
