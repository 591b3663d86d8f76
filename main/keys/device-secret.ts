import { safeStorage } from 'electron';
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/**
 * 32 bytes, hex, that only this machine's user can read, out of the operating system's key store; null where there is none
 * worth the name (Linux without a keyring falls back to a password written in Chromium's source, which protects nothing).
 * Without it PINs are refused and passphrases stand alone.
 */
export function deviceSecret(profile: string): string | null {
  if (!isProtected()) return null;
  const path = join(profile, 'device-secret');
  let wrapped: Buffer;
  try {
    wrapped = readFileSync(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    return create(path);
  }
  // A secret that cannot be unwrapped is a fault to be seen, never silently replaced: slots depend on it.
  return safeStorage.decryptString(wrapped);
}

function isProtected(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
}

function create(path: string): string {
  const secret = randomBytes(32).toString('hex');
  const file = openSync(`${path}.new`, 'w', 0o600);
  writeSync(file, safeStorage.encryptString(secret));
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.new`, path);
  return secret;
}
