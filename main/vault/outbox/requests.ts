import { createHash } from 'node:crypto';
import { httpbis } from 'http-message-signatures';
import type { SignedRequest } from '../../../shared/ipc/outbox-contract.ts';
import { canonicalBytes } from '../../../shared/wire/canonical.ts';
import { PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { sealEnvelope } from '../../../shared/wire/dsse.ts';
import { keyId } from '../../../shared/wire/ed25519.ts';
import { REQUEST_SIGNATURE, UPLOAD_TYPES, type LogRegistration } from '../../../shared/wire/upload.ts';
import { entriesBody, type Body } from './body.ts';
import type { Outbox } from './outbox.ts';
import { acknowledgedSize, nextPoison } from './outbox.store.ts';
import { newestMessage } from './inbox.store.ts';
import { database } from '../session/serving.ts';

type Ask = Readonly<{ method: SignedRequest['method']; path: string; body?: Body; headers?: Record<string, string> }>;

export function askHead(outbox: Outbox): Promise<SignedRequest> {
  return signed(outbox, { method: 'GET', path: `${logPath(outbox)}/head` });
}

/** The log's registration, signed by its own key: what a collector must have before any entry counts. */
export function registration({ origin, certificate, signer }: Outbox): ReturnType<typeof sealEnvelope> {
  const body: LogRegistration = { v: 1, log: origin, certificate: certificate.envelope };
  return sealEnvelope(PAYLOAD_TYPE.log, canonicalBytes(body), signer);
}

export function askRegistration(outbox: Outbox): SignedRequest {
  const bytes = new TextEncoder().encode(JSON.stringify(registration(outbox)));
  return unsigned({ method: 'POST', path: '/v1/logs', body: { bytes, type: UPLOAD_TYPES.envelope, encoding: null } });
}

export type EntriesWanted = Readonly<{ from: number; entries: number; bytes: number; packed: boolean }>;

/**
 * The next entries as one request; a request of a checkpoint alone where all are there and the last signature for them is not.
 * Undefined where nothing is left to ask for.
 */
export async function askEntries(
  outbox: Outbox,
  { from, entries, bytes, packed }: EntriesWanted,
): Promise<Readonly<{ request: SignedRequest; count: number }> | undefined> {
  const { ledger } = outbox.serving;
  const { size } = ledger.head();
  const poison = nextPoison(database(outbox.serving), from, from + entries);
  const flagged = poison === from;
  const wanted = flagged ? 1 : Math.min(entries, (poison ?? size) - from, size - from);
  if (wanted < 0 || (wanted === 0 && acknowledgedSize(database(outbox.serving)) === size)) return undefined;
  let run = ledger.read(from, wanted);
  for (;;) {
    const end = from + run.length;
    // One signature acknowledges the whole log, so only the run that reaches its end asks for it. Asked before the first pause:
    // the log may be closed while the body is compressed.
    const checkpoint = end === size ? ledger.checkpointAt(end) : undefined;
    const body = await entriesBody({ entries: run, checkpoint, packed, flagged });
    if (body.bytes.length <= bytes || run.length <= 1) {
      const request = await signed(outbox, { method: 'PUT', path: `${logPath(outbox)}/entries?from=${from}`, body });
      return { request, count: run.length };
    }
    run = run.slice(0, Math.max(1, Math.floor((run.length * bytes * 0.95) / body.bytes.length)));
  }
}

export function askInbox(outbox: Outbox): Promise<SignedRequest> {
  const after = newestMessage(database(outbox.serving));
  const path = `/v1/stations/${keyId(outbox.signer.publicKey)}/inbox${after === 0 ? '' : `?after=${after}`}`;
  return signed(outbox, { method: 'GET', path });
}

/** The rest of a package's file, from byte `from` on. */
export function askPackage(outbox: Outbox, sha256: string, from: number): Promise<SignedRequest> {
  const headers: Record<string, string> = from === 0 ? {} : { range: `bytes=${from}-` };
  return signed(outbox, { method: 'GET', path: `/v1/packages/${sha256}`, headers });
}

/** How much of a claim's sealed file is there. */
export function askClaim(outbox: Outbox, seq: number, sha256: string): Promise<SignedRequest> {
  return signed(outbox, { method: 'GET', path: claimPath(outbox, seq, sha256) });
}

/** A piece of a claim's sealed file of `of` bytes, from byte `from` on. */
export function askClaimPiece(
  outbox: Outbox,
  parcel: Readonly<{ seq: number; sha256: string }>,
  piece: Readonly<{ bytes: Uint8Array; from: number; of: number }>,
): Promise<SignedRequest> {
  const path = `${claimPath(outbox, parcel.seq, parcel.sha256)}?from=${piece.from}&of=${piece.of}`;
  const body = { bytes: piece.bytes, type: UPLOAD_TYPES.bundle, encoding: null };
  return signed(outbox, { method: 'PUT', path, body });
}

function claimPath({ signer }: Outbox, seq: number, sha256: string): string {
  return `/v1/stations/${keyId(signer.publicKey)}/claims/${seq}/${sha256}`;
}

function logPath({ origin }: Outbox): string {
  return `/v1/logs/${encodeURIComponent(origin)}`;
}

function unsigned({ method, path, body, headers = {} }: Ask): SignedRequest {
  if (body === undefined) return { method, path, headers, body: null };
  const digest = createHash('sha256').update(body.bytes).digest('base64');
  return {
    method,
    path,
    headers: {
      ...headers,
      'content-type': body.type,
      ...(body.encoding === null ? {} : { 'content-encoding': body.encoding }),
      'content-digest': `sha-256=:${digest}:`,
    },
    body: body.bytes,
  };
}

/** Signs what the collector holds a request by (RFC 9421). */
async function signed({ signer, upstream, serving }: Outbox, ask: Ask): Promise<SignedRequest> {
  const request = unsigned(ask);
  const { headers } = await httpbis.signMessage(
    {
      key: {
        id: keyId(signer.publicKey),
        alg: REQUEST_SIGNATURE.algorithm,
        sign: (data) => Promise.resolve(Buffer.from(signer.sign(data))),
      },
      fields: [...REQUEST_SIGNATURE.components, ...(request.body === null ? [] : [REQUEST_SIGNATURE.bodyComponent])],
      params: ['created', 'keyid', 'alg'],
      paramValues: { created: new Date(serving.clock.nowMs()) },
    },
    { method: request.method, url: `${upstream.url ?? ''}${request.path}`, headers: request.headers },
  );
  return { ...request, headers };
}
