import { z } from 'zod';
import { KdfParameters } from '../../../shared/domain/policy.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { fromBase64, joinBytes, toBase64, toHex } from '../../../shared/wire/bytes.ts';
import { canonicalBytes } from '../../../shared/wire/canonical.ts';
import { deriveKey, seal, unseal, type Random } from './aead.ts';
import { signerOf } from './ed25519.ts';

/**
 * A keyslot: the station's data key and one operator's signing seed, sealed with a key from that operator's secret and, where
 * the slot is bound, this machine's device secret. Any one slot opens the station.
 */
export const Slot = z.strictObject({
  id: z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,15}$/),
  role: z.enum(['setup', 'clerk', 'supervisor']),
  secretKind: z.enum(['passphrase', 'pin']),
  kdf: KdfParameters,
  bound: z.boolean(),
  /** Ed25519 public key of the operator, hex. */
  signKey: z.string().regex(/^[0-9a-f]{64}$/),
  /** base64 of nonce, 64 sealed bytes, tag. */
  sealed: z.string().length(124),
  /** Wrong secrets in a row. */
  failures: z.int().min(0),
  /** UTC ms; 0 where the slot is not locked. */
  lockedUntilMs: z.int().min(0),
  /** Refusals since the station was last open: they become entries when it is. */
  unreported: z.strictObject({ refused: z.int().min(0), lockedOut: z.int().min(0) }),
});
export type Slot = z.infer<typeof Slot>;

export type SlotDraft = Pick<Slot, 'id' | 'role' | 'secretKind' | 'kdf'> &
  Readonly<{ derivedKey: Uint8Array; deviceSecret?: Uint8Array }>;
export type SlotContent = Readonly<{ stationKey: Uint8Array; operatorSeed: Uint8Array }>;

const KEY_BYTES = 32;
const LABEL = 'tallypoint keyslot v1';

/** Seals a slot. A PIN alone falls in minutes to whoever has the file, so it needs the device secret. */
export function makeSlot(
  draft: SlotDraft,
  content: SlotContent,
  random: Random,
): Result<Slot, 'pin-needs-device-secret'> {
  if (draft.secretKind === 'pin' && draft.deviceSecret === undefined) return err('pin-needs-device-secret');
  const { id, role, secretKind, kdf } = draft;
  const bound = draft.deviceSecret !== undefined;
  const signKey = toHex(signerOf(content.operatorSeed).publicKey);
  const open = { id, role, secretKind, kdf, bound, signKey };
  const plain = joinBytes(content.stationKey, content.operatorSeed);
  const sealed = seal(slotKey(draft.derivedKey, draft.deviceSecret), plain, canonicalBytes(open), random);
  return ok({
    ...open,
    sealed: toBase64(sealed),
    failures: 0,
    lockedUntilMs: 0,
    unreported: { refused: 0, lockedOut: 0 },
  });
}

/** Undefined for a wrong secret. `deviceSecret` is only used where the slot is bound to it. */
export function openSlot(
  slot: Slot,
  derivedKey: Uint8Array,
  deviceSecret: Uint8Array | undefined,
): SlotContent | undefined {
  const { id, role, secretKind, kdf, bound, signKey } = slot;
  if (bound && deviceSecret === undefined) return undefined;
  const key = slotKey(derivedKey, bound ? deviceSecret : undefined);
  const plain = unseal(key, fromBase64(slot.sealed), canonicalBytes({ id, role, secretKind, kdf, bound, signKey }));
  if (plain === undefined) return undefined;
  return {
    stationKey: new Uint8Array(plain.subarray(0, KEY_BYTES)),
    operatorSeed: new Uint8Array(plain.subarray(KEY_BYTES)),
  };
}

function slotKey(derivedKey: Uint8Array, deviceSecret: Uint8Array | undefined): Uint8Array {
  return deriveKey(
    joinBytes(derivedKey, deviceSecret ?? new Uint8Array()),
    deviceSecret === undefined ? LABEL : `${LABEL} bound`,
  );
}
