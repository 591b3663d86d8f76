import { Decrypter, Encrypter } from 'age-encryption';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { IssuerError } from '../issuer-error.ts';
import { passphraseIdentity, passphraseRecipient } from './passphrase-age.ts';

/** Suffix of a secret that a passphrase locks (age, scrypt), and of one that lies open. */
const LOCKED = '.key.age';
const OPEN = '.key';

/** Locks a new secret with the passphrase, or leaves it open where there is none. Never over another. */
export async function writeSecret(
  folder: string,
  name: string,
  secret: string,
  passphrase: string | undefined,
): Promise<void> {
  if (passphrase === undefined) {
    writeFileSync(join(folder, name + OPEN), `${secret}\n`, { mode: 0o600, flag: 'wx' });
    return;
  }
  const encrypter = new Encrypter();
  encrypter.addRecipient(passphraseRecipient(passphrase));
  writeFileSync(join(folder, name + LOCKED), await encrypter.encrypt(`${secret}\n`), { mode: 0o600, flag: 'wx' });
}

/** `askPassphrase` is only called where the secret is locked. Throws an IssuerError for a missing key or a wrong passphrase. */
export async function readSecret(folder: string, name: string, askPassphrase: () => Promise<string>): Promise<string> {
  const open = join(folder, name + OPEN);
  if (existsSync(open)) return readFileSync(open, 'utf8').trim();
  const locked = join(folder, name + LOCKED);
  if (!existsSync(locked)) throw new IssuerError(`${name} key is missing in ${folder}`);
  const decrypter = new Decrypter();
  decrypter.addIdentity(passphraseIdentity(await askPassphrase()));
  try {
    return (await decrypter.decrypt(new Uint8Array(readFileSync(locked)), 'text')).trim();
  } catch {
    throw new IssuerError(`The passphrase does not open ${locked}`);
  }
}

export function isLocked(folder: string, name: string): boolean {
  return !existsSync(join(folder, name + OPEN));
}

/** Throws an IssuerError for a spoilt file, and for a missing one with what to do first. */
export function readJson<T>(
  folder: string,
  file: string,
  schema: z.ZodType<T>,
  first = 'make the programme first (command "keys")',
): T {
  const path = join(folder, file);
  if (!existsSync(path)) throw new IssuerError(`${path} is missing: ${first}`);
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new IssuerError(`${path} is not as this program wrote it`);
  }
}

export function writeJson(folder: string, file: string, value: unknown): void {
  replaceFile(join(folder, file), `${JSON.stringify(value, null, 2)}\n`);
}

/** The whole file or the one before, whatever happens in between. */
export function replaceFile(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}
