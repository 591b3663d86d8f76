import { z } from 'zod';
import { median, quantile, rounded } from './statistics.ts';

/** One line of the result: a measured thing at one size of roll, beside what the bare driver needs for the same. */
export const Figure = z.strictObject({
  name: z.string().min(1).max(40),
  /** Of the roll; for the collector, the entries taken in; for the camera, the pictures looked at. */
  households: z.int().min(1),
  /** Median of the samples. */
  value: z.number(),
  unit: z.enum(['ms', 'MB', 'rows/s', '%']),
  /** Null where there are too few samples to speak of a 95th percentile. */
  p95: z.number().nullable(),
  /** Median of the bare-metal limit, measured in the same run with the same driver; null where nothing bare compares. */
  limit: z.number().nullable(),
  /** `value / limit`. */
  ratio: z.number().nullable(),
});
export type Figure = z.infer<typeof Figure>;

export type Measured = Readonly<{
  name: string;
  households: number;
  unit: Figure['unit'];
  samples: readonly number[];
  limits?: readonly number[];
}>;

const FEWEST_FOR_P95 = 20;

/** Sums samples up. @throws for no samples */
export function figureOf({ name, households, unit, samples, limits = [] }: Measured): Figure {
  const value = median(samples);
  const limit = limits.length === 0 ? null : median(limits);
  return {
    name,
    households,
    value: rounded(value),
    unit,
    p95: samples.length < FEWEST_FOR_P95 ? null : rounded(quantile(samples, 0.95)),
    limit: limit === null ? null : rounded(limit),
    ratio: limit === null ? null : rounded(value / limit),
  };
}
