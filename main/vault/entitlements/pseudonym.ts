import { createHmac } from 'node:crypto';
import { toBase32 } from '../../../shared/wire/base32.ts';

const BYTES = 10;

/** Names of this cycle's households, people and entitlements as the ledger writes them. */
export type Pseudonyms = Readonly<{
  household: (id: string) => string;
  person: (id: string) => string;
  entitlement: (id: string) => string;
}>;

/**
 * HMAC-SHA256 with the cycle secret (32 bytes hex), cut to 10 bytes, base32. Without the secret nobody can tell who is
 * meant; the kind is part of the message, so that a household and an entitlement of the same id differ.
 */
export function createPseudonyms(cycleSecret: string): Pseudonyms {
  const key = Buffer.from(cycleSecret, 'hex');
  const name =
    (kind: string) =>
    (id: string): string =>
      toBase32(createHmac('sha256', key).update(`${kind}\0${id}`).digest().subarray(0, BYTES));
  return { household: name('household'), person: name('person'), entitlement: name('entitlement') };
}
