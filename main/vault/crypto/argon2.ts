import { hashRaw, type Options } from '@node-rs/argon2';
import { KdfParameters } from '../../../shared/domain/policy.ts';
import { secretBytes } from '../../../shared/domain/secret.ts';
import { toHex } from '../../../shared/wire/bytes.ts';
import type { Random } from './aead.ts';

const DERIVED_BYTES = 32;
/** The package's const enums cannot be imported under isolated modules: Argon2id, version 1.3. */
const ARGON2ID = 2 as NonNullable<Options['algorithm']>;
const VERSION_13 = 1 as NonNullable<Options['version']>;

const START: Omit<KdfParameters, 'salt'> = { algorithm: 'argon2id', memoryKiB: 65_536, iterations: 3, parallelism: 1 };
const MAXIMUM_ITERATIONS = 10;
/** Signing in may take this long on the machine at hand. */
const TARGET_MS = 500;

/** Argon2id (RFC 9106) of a typed secret: 32 bytes. Throws for parameters outside the bounds of `KdfParameters`. */
export async function deriveSecret(secret: string, parameters: KdfParameters): Promise<Uint8Array> {
  const { memoryKiB, iterations, parallelism, salt } = KdfParameters.parse(parameters);
  const derived = await hashRaw(secretBytes(secret), {
    algorithm: ARGON2ID,
    version: VERSION_13,
    memoryCost: memoryKiB,
    timeCost: iterations,
    parallelism,
    salt: Buffer.from(salt, 'hex'),
    outputLen: DERIVED_BYTES,
  });
  return new Uint8Array(derived);
}

/** The standard cost (64 MiB, three passes) with a new salt. */
export function standardKdf(random: Random): KdfParameters {
  return { ...START, salt: toHex(random(16)) };
}

/**
 * The standard cost, raised to as many passes as this machine does in about half a second. `nowMs` is any clock that runs
 * while work is done.
 */
export async function calibrateKdf(random: Random, nowMs: () => number): Promise<KdfParameters> {
  const standard = standardKdf(random);
  const start = nowMs();
  await deriveSecret('calibration', standard);
  const perPass = Math.max(1, (nowMs() - start) / standard.iterations);
  const iterations = Math.min(MAXIMUM_ITERATIONS, Math.max(standard.iterations, Math.floor(TARGET_MS / perPass)));
  return { ...standard, iterations };
}
