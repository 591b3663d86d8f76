import { existsSync, writeFileSync } from 'node:fs';
import { utf8Bytes } from '../../../shared/wire/bytes.ts';
import { PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { sealEnvelope } from '../../../shared/wire/dsse.ts';
import type { Signer } from '../../../shared/wire/ed25519.ts';
import { Resolution } from '../../../shared/wire/upload.ts';
import { IssuerError } from '../issuer-error.ts';

/** What was decided, still unsigned. `rightful` is `<log>#<seq>`, as the office's page shows it. */
export type Decision = Readonly<{
  programme: string;
  cycle: string;
  entitlement: string;
  rightful: string;
  decidedBy: string;
  note: string;
  decidedAtMs: number;
}>;

/** Signs which hand-over of an entitlement claimed twice is the rightful one. Throws an IssuerError for what names none. */
export function signResolution(decision: Decision, signer: Signer): Uint8Array {
  const { rightful, ...rest } = decision;
  const [, log = '', seq = ''] = /^(.+)#(\d+)$/.exec(rightful) ?? [];
  const parsed = Resolution.safeParse({ v: 1, ...rest, rightful: { log, seq: Number(seq) } });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new IssuerError(`The decision is not one that could be signed: ${issue?.path.join('.')} ${issue?.message}`);
  }
  if (!log.startsWith(`tallypoint/${decision.programme}/`))
    throw new IssuerError(`${log} is no log of programme ${decision.programme}`);
  if (!/^[A-Z2-7]{16}$/.test(decision.entitlement))
    throw new IssuerError('An entitlement is named by the 16 characters that the office’s page shows');
  return utf8Bytes(
    JSON.stringify(sealEnvelope(PAYLOAD_TYPE.resolution, utf8Bytes(JSON.stringify(parsed.data)), signer)),
  );
}

/** Writes a signed resolution; never over another. */
export function writeResolution(path: string, bytes: Uint8Array): void {
  if (existsSync(path)) throw new IssuerError(`${path} exists already; a resolution is never overwritten`);
  writeFileSync(path, bytes, { mode: 0o600, flag: 'wx' });
}
