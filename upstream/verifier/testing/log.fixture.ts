import { Encrypter, identityToRecipient } from 'age-encryption';
import { brotliCompressSync } from 'node:zlib';
import { sealEnvelope } from '../../../shared/wire/dsse.ts';
import { toBase64Url, fromBase64Url, toHex, utf8Bytes } from '../../../shared/wire/bytes.ts';
import { canonicalBytes } from '../../../shared/wire/canonical.ts';
import { PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { preAuthenticationEncoding } from '../../../shared/wire/dsse.ts';
import type { Signer } from '../../../shared/wire/ed25519.ts';
import type { Entry } from '../../../shared/wire/entry-types.ts';
import { leafHash } from '../../../shared/wire/leaf.ts';
import { checkpointText, cosignNote, formatInclusionFile, formatNote, signNote } from '../../../shared/wire/note.ts';
import { inclusionProof } from '../../../shared/wire/proof.ts';
import { subtreesOf } from '../../../shared/wire/subtrees.ts';
import { merkleRoot } from '../../../shared/wire/tree.ts';

/** A log taken apart, to be changed and put together again. */
export type Line = Readonly<{ bytes: Uint8Array; signature: Uint8Array }>;

export function linesOf(text: string): Line[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const { b, s } = JSON.parse(line) as { b: string; s: string };
      return { bytes: fromBase64Url(b), signature: fromBase64Url(s) };
    });
}

export function textOf(lines: readonly Line[]): string {
  return lines
    .map(({ bytes, signature }) => `${JSON.stringify({ b: toBase64Url(bytes), s: toBase64Url(signature) })}\n`)
    .join('');
}

export function entryOf({ bytes }: Line): Entry {
  return JSON.parse(Buffer.from(bytes).toString()) as Entry;
}

export function signEntry(value: object, signer: Signer): Line {
  const bytes = canonicalBytes(value);
  return { bytes, signature: signer.sign(preAuthenticationEncoding(PAYLOAD_TYPE.entry, bytes)) };
}

/** Numbers, chains and signs entries anew: what somebody who holds the station's key can do to a log. */
export function forge(entries: readonly object[], signer: Signer): Line[] {
  let prev = new Uint8Array(32);
  return entries.map((entry, seq) => {
    const line = signEntry({ ...entry, seq, prev: toBase64Url(prev) }, signer);
    prev = new Uint8Array(leafHash(line.bytes));
    return line;
  });
}

const leavesOf = (lines: readonly Line[]): Uint8Array[] => lines.map(({ bytes }) => leafHash(bytes));

export type Cosigner = Readonly<{ name: string; signer: Signer; atMs: number }>;

/** The station's checkpoint over the first `size` entries, cosigned where asked. */
export function checkpointOf(lines: readonly Line[], station: Signer, size = lines.length, by?: Cosigner): string {
  const origin = entryOf(lines[0] as Line).log;
  const text = checkpointText({ origin, size, root: merkleRoot(leavesOf(lines.slice(0, size))) });
  const cosignature = by === undefined ? [] : [cosignNote(text, by.name, by.signer, Math.floor(by.atMs / 1000))];
  return formatNote(text, [signNote(text, origin, station), ...cosignature]);
}

export function proofOf(lines: readonly Line[], index: number, note: string): string {
  return formatInclusionFile({ index, proof: inclusionProof(subtreesOf(leavesOf(lines)), index, lines.length), note });
}

/** A certificate with some of it changed, signed by `issuer`. */
export function certificateOf(file: string, more: object, issuer: Signer): string {
  const { payload } = JSON.parse(file) as { payload: string };
  const body = JSON.parse(Buffer.from(payload, 'base64').toString()) as object;
  const changed = utf8Bytes(JSON.stringify({ ...body, ...more }));
  return JSON.stringify(sealEnvelope(PAYLOAD_TYPE.certificate, changed, issuer));
}

export function approvalBy(
  signer: Signer,
  statement: Readonly<{ log: string; by: string; act: string; subject: string; reason: string }>,
): Readonly<{ by: string; key: string; reason: string; sig: string }> {
  const message = preAuthenticationEncoding(PAYLOAD_TYPE.approval, canonicalBytes({ v: 1, ...statement }));
  const { by, reason } = statement;
  return { by, key: toHex(signer.publicKey), reason, sig: toBase64Url(signer.sign(message)) };
}

/** What a station sends on a stick: head, entries and checkpoint. `from` is what the head says, true or not. */
export function bundleOf(
  days: Readonly<{
    text: string;
    certificate: string;
    station: Signer;
    entries: readonly Entry[];
    cosigned: () => string;
  }>,
  from = 0,
): string {
  const log = days.entries[0]?.log;
  const registration = sealEnvelope(
    PAYLOAD_TYPE.log,
    utf8Bytes(JSON.stringify({ v: 1, log, certificate: JSON.parse(days.certificate) as unknown })),
    days.station,
  );
  const head = JSON.stringify({ bundle: 1, log, from, registration });
  return `${head}\n${days.text}${JSON.stringify({ c: days.cosigned() })}\n`;
}

export async function sealTo(identity: string, bundle: string): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(identity));
  return await encrypter.encrypt(new Uint8Array(brotliCompressSync(bundle)));
}
