import { join } from 'node:path';
import { z } from 'zod';
import { StationPlace } from '../../../shared/ipc/views.ts';
import { Envelope, StationCertificate } from '../../../shared/wire/documents.ts';
import { parseStrictJson } from '../../../shared/wire/canonical.ts';
import { deriveKey, seal, unseal, type Random } from '../crypto/aead.ts';
import { replaceFile, type Disk } from '../store/disk.ts';

/** The station's own secrets and its certificate, sealed under the data key. */
const Secrets = z.strictObject({
  v: z.literal(1),
  /** Ed25519 seed of the station, 32 bytes hex. */
  signSeed: z.string().regex(/^[0-9a-f]{64}$/),
  /** age X25519 identity, `AGE-SECRET-KEY-1…`. */
  identity: z.string().min(1).max(200),
  certificate: z.strictObject({ envelope: Envelope, body: StationCertificate }).nullable(),
});
export type Secrets = z.infer<typeof Secrets>;

/** What a locked station may show: no secret, no person. */
const PublicFacts = z.strictObject({
  v: z.literal(1),
  fingerprint: z.string().max(40),
  enrolment: z.enum(['requested', 'certified']),
  station: StationPlace.nullable(),
  idleLockMinutes: z.int().min(1).max(240),
});
export type PublicFacts = z.infer<typeof PublicFacts>;

const MAXIMUM_BYTES = 1024 * 1024;
const LABEL = 'tallypoint station secrets v1';
const CONTEXT = Buffer.from('station.sealed v1');

/** Files of the vault below the profile folder. */
export function vaultFiles(
  folder: string,
): Readonly<Record<'folder' | 'keyslots' | 'secrets' | 'facts' | 'recovery' | 'database' | 'journal', string>> {
  return {
    folder,
    keyslots: join(folder, 'keyslots.json'),
    secrets: join(folder, 'station.sealed'),
    facts: join(folder, 'station.json'),
    recovery: join(folder, 'recovery.age'),
    database: join(folder, 'ledger.db'),
    journal: join(folder, 'ledger.journal'),
  };
}

export function writeSecrets(disk: Disk, path: string, secrets: Secrets, dataKey: Uint8Array, random: Random): void {
  const plain = Buffer.from(JSON.stringify(secrets), 'utf8');
  replaceFile(disk, path, seal(deriveKey(dataKey, LABEL), plain, CONTEXT, random));
  plain.fill(0);
}

/** Undefined where the key does not fit or the file is not whole. */
export function readSecrets(disk: Disk, path: string, dataKey: Uint8Array): Secrets | undefined {
  const plain = unseal(deriveKey(dataKey, LABEL), disk.read(path, MAXIMUM_BYTES), CONTEXT);
  return plain === undefined ? undefined : Secrets.parse(JSON.parse(Buffer.from(plain).toString('utf8')));
}

export function writeFacts(disk: Disk, path: string, facts: PublicFacts): void {
  replaceFile(disk, path, Buffer.from(`${JSON.stringify(facts, null, 2)}\n`, 'utf8'));
}

/** Undefined where the file is missing or not ours: it is written anew at the next sign-in. */
export function readFacts(disk: Disk, path: string): PublicFacts | undefined {
  if (!disk.exists(path)) return undefined;
  const json = parseStrictJson(disk.read(path, MAXIMUM_BYTES), MAXIMUM_BYTES);
  return json.ok ? PublicFacts.safeParse(json.value).data : undefined;
}
