import type { Operator, Policy, Trust } from '../../../shared/domain/policy.ts';
import type { Entitlement, Household, StockItem } from '../../../shared/domain/roll.ts';

/** A photo's file name below `photos/`, and where its bytes lie. */
export type PhotoSource = Readonly<{ name: string; path: string }>;

/** Everything that goes into a package, checked already. The streams are walked once; they may come from files or a generator. */
export type PackageSource = Readonly<{
  households: () => Iterable<Household> | AsyncIterable<Household>;
  /** Walked after the households. Best in their order: then import writes in one direction. */
  entitlements: () => Iterable<Entitlement> | AsyncIterable<Entitlement>;
  stock: readonly StockItem[];
  operators: readonly Operator[];
  policy: Policy;
  trust: Trust;
  photos: () => Iterable<PhotoSource> | AsyncIterable<PhotoSource>;
}>;
