import { verify } from '../../../main/vault/crypto/ed25519.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { parseCheckpoint, parseNote, verifyNote, type Checkpoint } from '../../../shared/wire/note.ts';

/** A checkpoint that the station's key signed for this log. Whether it fits the entries is another question. */
export function readCheckpoint(
  note: string,
  station: Readonly<{ origin: string; sign_key: Uint8Array }>,
): Result<Checkpoint, 'malformed'> {
  const parsed = parseNote(note);
  const checkpoint = parsed.ok ? parseCheckpoint(parsed.value.text) : err('malformed');
  if (!parsed.ok || !checkpoint.ok || checkpoint.value.origin !== station.origin) return err('malformed');
  const key = { name: station.origin, publicKey: station.sign_key };
  return verifyNote(parsed.value, key, verify) ? ok(checkpoint.value) : err('malformed');
}
