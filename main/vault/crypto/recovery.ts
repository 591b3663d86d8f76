import { err, ok, type Result } from '../../../shared/result.ts';
import { age } from './age.ts';

const MAXIMUM_BYTES = 16_384;
const KEY_BYTES = 32;

/**
 * `recovery.age`: the station's data key for the recovery recipients of HQ, who can thereby read the station's files without any
 * operator. Opens with the stock `age` tool (https://age-encryption.org/v1). Throws for a malformed recipient.
 */
export async function sealRecovery(stationKey: Uint8Array, recipients: readonly string[]): Promise<Uint8Array> {
  const encrypter = new (await age()).Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return await encrypter.encrypt(stationKey);
}

/** `identity` is an age secret key, `AGE-SECRET-KEY-1…`. */
export async function openRecovery(file: Uint8Array, identity: string): Promise<Result<Uint8Array, 'unreadable'>> {
  if (file.length > MAXIMUM_BYTES) return err('unreadable');
  try {
    const decrypter = new (await age()).Decrypter();
    decrypter.addIdentity(identity);
    const key = await decrypter.decrypt(file);
    return key.length === KEY_BYTES ? ok(key) : err('unreadable');
  } catch {
    return err('unreadable');
  }
}
