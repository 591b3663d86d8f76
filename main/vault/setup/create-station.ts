import { isPassphrase } from '../../../shared/domain/secret.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { canonicalBytes } from '../../../shared/wire/canonical.ts';
import { EnrolmentRequest, PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { sealEnvelope } from '../../../shared/wire/dsse.ts';
import { newIdentity, recipientOf } from '../crypto/age.ts';
import { calibrateKdf, deriveSecret } from '../crypto/argon2.ts';
import { signerOf } from '../crypto/ed25519.ts';
import { createKeyslots, type Keyslots } from '../crypto/keyslots.ts';
import type { Profile, VaultPorts } from '../session/ports.ts';
import type { Unlocked } from '../session/unlocked.ts';
import { storageTrouble } from '../store/errors.ts';
import { fingerprint } from './fingerprint.ts';
import { vaultFiles, writeFacts, writeSecrets, type PublicFacts, type Secrets } from './station-file.ts';

export const SETUP_ID = 'SETUP';
const DEFAULT_IDLE_MINUTES = 10;

export type CreateFailure = 'already-created' | 'weak-passphrase' | 'disk-full' | 'storage-fault';
export type Created = Readonly<{ keyslots: Keyslots; unlocked: Unlocked }>;

/**
 * Makes the station's identity: signing key, age identity and data key, and the setup slot that opens them. Until the
 * keyslots are there nothing counts and a new try starts over.
 */
export async function createStation(
  ports: VaultPorts,
  profile: Profile,
  passphrase: string,
): Promise<Result<Created, { code: CreateFailure }>> {
  const files = vaultFiles(profile.folder);
  if (ports.disk.exists(files.keyslots)) return err({ code: 'already-created' });
  if (!isPassphrase(passphrase)) return err({ code: 'weak-passphrase' });
  try {
    ports.makeFolder(profile.folder);
    const stationKey = ports.random(32);
    const seed = ports.random(32);
    const secrets: Secrets = {
      v: 1,
      signSeed: Buffer.from(seed).toString('hex'),
      identity: await newIdentity(),
      certificate: null,
    };
    writeSecrets(ports.disk, files.secrets, secrets, stationKey, ports.random);
    const kdf = await calibrateKdf(ports.random, ports.clock.monotonicMs);
    const derivedKey = await deriveSecret(passphrase, kdf);
    const draft = { id: SETUP_ID, role: 'setup', secretKind: 'passphrase', kdf, derivedKey } as const;
    const operatorSeed = ports.random(32);
    const made = createKeyslots(
      {
        path: files.keyslots,
        disk: ports.disk,
        random: ports.random,
        now: ports.clock.nowMs,
        deviceSecret: profile.deviceSecret,
      },
      profile.deviceSecret === undefined ? draft : { ...draft, deviceSecret: profile.deviceSecret },
      stationKey,
    );
    if (!made.ok) {
      if (made.error === 'pin-needs-device-secret') throw new Error('A passphrase slot was taken for a PIN');
      return err({ code: made.error });
    }
    writeFacts(ports.disk, files.facts, factsOf(secrets));
    const operator = { id: SETUP_ID, name: SETUP_ID, role: 'setup' } as const;
    return ok({
      keyslots: made.value,
      unlocked: { stationKey, operatorSeed, operator, secrets, ledger: null, serving: null },
    });
  } catch (thrown) {
    const trouble = storageTrouble(thrown);
    if (trouble === undefined) throw thrown;
    return err({ code: trouble.kind === 'disk-full' ? 'disk-full' : 'storage-fault' });
  }
}

/** What a locked station shows, made from what is sealed. */
export function factsOf(secrets: Secrets, idleLockMinutes = DEFAULT_IDLE_MINUTES): PublicFacts {
  const { signSeed, certificate } = secrets;
  const body = certificate?.body;
  return {
    v: 1,
    fingerprint: fingerprint(signerOf(Buffer.from(signSeed, 'hex')).publicKey),
    enrolment: body === undefined ? 'requested' : 'certified',
    station:
      body === undefined
        ? null
        : {
            programme: body.programme,
            programmeName: body.programmeName,
            site: body.site,
            siteName: body.siteName,
            desk: body.desk,
            deskName: body.deskName,
            epoch: body.epoch,
          },
    idleLockMinutes,
  };
}

/** The enrolment request: the station's public keys, signed with its own, as text for a file or a QR code. */
export async function enrolmentRequest(
  secrets: Secrets,
  profile: Profile,
  nowMs: number,
): Promise<{ fingerprint: string; text: string }> {
  const signer = signerOf(Buffer.from(secrets.signSeed, 'hex'));
  const request: EnrolmentRequest = {
    v: 1,
    signKey: Buffer.from(signer.publicKey).toString('hex'),
    recipient: await recipientOf(secrets.identity),
    pinAllowed: profile.deviceSecret !== undefined,
    createdAtMs: Math.floor(nowMs),
    appVersion: profile.appVersion,
  };
  return {
    fingerprint: fingerprint(signer.publicKey),
    text: JSON.stringify(sealEnvelope(PAYLOAD_TYPE.enrolment, canonicalBytes(request), signer)),
  };
}
