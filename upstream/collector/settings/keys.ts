import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { signerOf } from '../../../main/vault/crypto/ed25519.ts';
import type { Upstream } from '../../../shared/domain/policy.ts';
import { fromHex, toHex } from '../../../shared/wire/bytes.ts';
import type { Signer } from '../../../shared/wire/ed25519.ts';
import { CollectorError } from '../collector-error.ts';
import { readJson, Settings, type DataFiles } from './settings.ts';

export type Keys = Readonly<{ signer: Signer; identity: string }>;

/** Makes the collector's keys and settings in an empty folder. Throws a CollectorError where it has keys already. */
export async function createKeys(files: DataFiles, settings: Settings): Promise<void> {
  if (existsSync(files.signKey))
    throw new CollectorError(`${files.folder} already holds a collector; its keys are not overwritten`);
  mkdirSync(files.folder, { recursive: true, mode: 0o700 });
  writeSecret(files.signKey, toHex(new Uint8Array(randomBytes(32))));
  writeSecret(files.identity, await generateX25519Identity());
  writeFileSync(files.settings, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
}

/** Throws a CollectorError where they are missing or spoilt. */
export function readKeys(files: DataFiles): Keys {
  const seed = readSecret(files.signKey);
  if (!/^[0-9a-f]{64}$/.test(seed)) throw new CollectorError(`${files.signKey} is not as this program wrote it`);
  return { signer: signerOf(fromHex(seed)), identity: readSecret(files.identity) };
}

/** What stations need to know of the collector: the issuer puts it into packages. */
export async function upstreamOf(files: DataFiles): Promise<Upstream> {
  const settings = readJson(files.settings, Settings);
  const { signer, identity } = readKeys(files);
  const { authoritiesFile } = settings;
  return {
    ...(settings.url === undefined ? {} : { url: settings.url }),
    ...(authoritiesFile === undefined ? {} : { certificateAuthorities: readFileSync(authoritiesFile, 'utf8') }),
    name: settings.name,
    publicKey: toHex(signer.publicKey),
    recipient: await identityToRecipient(identity),
  };
}

function writeSecret(path: string, text: string): void {
  writeFileSync(path, `${text}\n`, { mode: 0o600, flag: 'wx', flush: true });
}

function readSecret(path: string): string {
  if (!existsSync(path))
    throw new CollectorError(`${path} is missing: make the collector's keys first (command "init")`);
  return readFileSync(path, 'utf8').trim();
}
