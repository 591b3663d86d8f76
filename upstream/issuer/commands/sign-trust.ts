import { existsSync, writeFileSync } from 'node:fs';
import { utf8Bytes } from '../../../shared/wire/bytes.ts';
import { PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { sealEnvelope } from '../../../shared/wire/dsse.ts';
import type { Signer } from '../../../shared/wire/ed25519.ts';
import { TRUST_UPDATE_MAXIMUM_BYTES, TrustUpdate } from '../../../shared/wire/trust-update.ts';
import { IssuerError } from '../issuer-error.ts';
import { ownCredentials } from '../keys/credentials-file.ts';
import type { ProgrammeFolder } from '../keys/programme-folder.ts';

export type SignedTrust = Readonly<{ bytes: Uint8Array; number: number }>;

/** Signs the programme's newest trust list for stations that have these cycles. Throws an IssuerError where there is none. */
export function signTrust(
  { folder, programme }: Pick<ProgrammeFolder, 'folder' | 'programme'>,
  cycles: readonly string[],
  signer: Signer,
  nowMs: number,
): SignedTrust {
  const list = ownCredentials(folder, nowMs);
  if (list === undefined) throw new IssuerError(`${folder} has no trust list: draw it up first (command "trust")`);
  const update = TrustUpdate.safeParse({ v: 1, programme: programme.programme, cycles, list });
  if (!update.success) {
    const [issue] = update.error.issues;
    throw new IssuerError(`The trust list cannot be signed: ${issue?.path.join('.')} ${issue?.message}`);
  }
  const payload = utf8Bytes(JSON.stringify(update.data));
  const bytes = utf8Bytes(JSON.stringify(sealEnvelope(PAYLOAD_TYPE.trust, payload, signer)));
  if (bytes.length > TRUST_UPDATE_MAXIMUM_BYTES)
    throw new IssuerError('The trust list is too large to travel by itself: issue a package');
  return { bytes, number: update.data.list.number };
}

/** Writes a signed trust list; never over another. */
export function writeTrust(path: string, bytes: Uint8Array): void {
  if (existsSync(path)) throw new IssuerError(`${path} exists already; a signed trust list is never overwritten`);
  writeFileSync(path, bytes, { mode: 0o600, flag: 'wx' });
}
