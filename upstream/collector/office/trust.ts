import { verify } from '../../../main/vault/crypto/ed25519.ts';
import { fromHex } from '../../../shared/wire/bytes.ts';
import type { DueTrust } from '../../due/read-due.ts';
import type { Programme } from '../logs/register.ts';

/** Whose lists and decisions are believed: the programme's issuing keys; nobody's where none is set. */
export function trustOf(programme: Programme | null): DueTrust {
  return {
    findKey(id) {
      const key = programme?.issuingKeys.find(({ kid }) => kid === id);
      return key === undefined ? undefined : fromHex(key.publicKey);
    },
    verify,
  };
}
