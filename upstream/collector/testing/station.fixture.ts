import { createHash } from 'node:crypto';
import { brotliCompressSync } from 'node:zlib';
import { signerOf } from '../../../main/vault/crypto/ed25519.ts';
import { makeEntry, NO_LEAF } from '../../../main/vault/ledger/entry.ts';
import type { Appended } from '../../../main/vault/ledger/ledger.types.ts';
import { toBase64Url, toHex, utf8Bytes } from '../../../shared/wire/bytes.ts';
import { PAYLOAD_TYPE, type StationCertificate } from '../../../shared/wire/documents.ts';
import { sealEnvelope } from '../../../shared/wire/dsse.ts';
import { keyId, type Signer } from '../../../shared/wire/ed25519.ts';
import type { EntryBodies, EntryType } from '../../../shared/wire/entry-types.ts';
import { checkpointText, formatNote, signNote } from '../../../shared/wire/note.ts';
import { merkleRoot } from '../../../shared/wire/tree.ts';
import type { EntryLine } from '../../../shared/wire/upload.ts';
import { arrivedLine } from '../ingest/arrived.ts';
import type { Batch } from '../ingest/lines.ts';
import type { Programme } from '../logs/register.ts';

/** Stations as the collector meets them, without one: keys, certificates, chains, checkpoints. */
export const NOW_MS = Date.UTC(2026, 10, 24, 8);

export const issuing = signerOf(new Uint8Array(32).fill(9));
export const programme: Programme = {
  programme: 'relief',
  issuingKeys: [{ kid: keyId(issuing.publicKey), publicKey: toHex(issuing.publicKey) }],
};

export type Place = Readonly<{ site?: string; desk?: string; epoch?: number; programme?: string }>;

/** A seed that differs with every name. */
export function seedOf(name: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(name).digest());
}

export function certificateOf(signer: Signer, place: Place = {}): StationCertificate {
  const { site = 'kassala', desk = 'desk-1', epoch = 1 } = place;
  return {
    v: 1,
    programmeName: 'Relief',
    site,
    siteName: 'Kassala',
    desk,
    deskName: 'Desk',
    epoch,
    programme: place.programme ?? programme.programme,
    signKey: toHex(signer.publicKey),
    recipient: `age1${'q'.repeat(58)}`,
    issuingKeys: [...programme.issuingKeys],
    recoveryRecipients: [`age1${'q'.repeat(58)}`],
    validFromMs: 0,
    validUntilMs: NOW_MS,
  };
}

/** One station and its log. `seed` names its key: stations of other places need another. */
export function createStation(place: Place = {}, seed = JSON.stringify(place), issuer = issuing) {
  const signer = signerOf(seedOf(seed));
  const certificate = certificateOf(signer, place);
  const origin = `tallypoint/${certificate.programme}/${certificate.site}/${certificate.desk}/${certificate.epoch}`;
  const entries: Appended[] = [];
  const station = {
    signer,
    certificate,
    origin,
    entries,
    registration() {
      const envelope = sealEnvelope(PAYLOAD_TYPE.certificate, utf8Bytes(JSON.stringify(certificate)), issuer);
      const body = { v: 1, log: origin, certificate: envelope };
      return sealEnvelope(PAYLOAD_TYPE.log, utf8Bytes(JSON.stringify(body)), signer);
    },
    append<T extends EntryType>(t: T, body: EntryBodies[T], cycle = '2026-11'): Appended {
      const seq = entries.length;
      const atMs = NOW_MS + seq * 1000;
      const appended = makeEntry(
        t,
        body,
        {
          origin,
          seq,
          previous: entries.at(-1)?.leaf ?? NO_LEAF,
          stamp: { at: new Date(atMs).toISOString(), mono: seq * 1000, boot: 'b7c1d2', tq: 's' },
          context: { cycle, package: 'ab'.repeat(32), operator: 'AMINA' },
        },
        signer,
      );
      entries.push(appended);
      return appended;
    },
    /** Plain entries. */
    fill(count: number) {
      for (let index = 0; index < count; index += 1) station.append('print', { of: entries.length, state: 'sent' });
      return station;
    },
    give: (entitlement: string, complete: 0 | 1 = 1, ordinal = 0) =>
      station.append('handover', handover(entitlement, ordinal, complete)).entry.seq,
    undo(of: number, entitlement: string, ordinal = 1) {
      const { lines } = handover(entitlement, 0, 1);
      const apv = { by: 'SALMA', key: '00'.repeat(32), reason: 'mistake', sig: 'A'.repeat(86) };
      const acts: EntryBodies['void']['acts'] = [[entitlement, ordinal, 0]];
      return station.append('void', { day: 'd', of, ben: 'HH', reason: 'wrong-person', lines, acts, apv }).entry.seq;
    },
    hold: (voucher: string, ordinal: number) =>
      station.append('hold', { ...served(voucher, ordinal), amount: ['cash:SDG', 5000], acts: [[voucher, ordinal, 0]] })
        .entry.seq,
    /** `of`: the hold that it ends. */
    capture: (
      voucher: string,
      ordinal: number,
      more: Readonly<{ complete?: 0 | 1; of?: number; amount?: number }> = {},
    ) => {
      const { complete = 1, amount = 3000, ...hold } = more;
      return station.append('capture', {
        ...served(voucher, ordinal),
        ...hold,
        services: [['CONSULT', 1, amount]],
        amount: ['cash:SDG', amount],
        acts: [[voucher, ordinal, complete]],
      }).entry.seq;
    },
    release: (voucher: string, of: number, ordinal: number) =>
      station.append('release', { day: 'd', of, vch: voucher, reason: 'patient-left', acts: [[voucher, ordinal, 0]] })
        .entry.seq,
    checkpoint(size = entries.length): string {
      const root = merkleRoot(entries.slice(0, size).map(({ leaf }) => leaf));
      const text = checkpointText({ origin, size, root });
      return formatNote(text, [signNote(text, origin, signer)]);
    },
    lines: (from = 0, to = entries.length): EntryLine[] => entries.slice(from, to).map(lineOf),
    /** A batch, and with it the checkpoint where it goes to the end. */
    batch(from = 0, to = entries.length): Batch {
      const checkpoint = to === entries.length ? { checkpoint: station.checkpoint() } : {};
      return batchOf(station.lines(from, to), checkpoint.checkpoint);
    },
    /** The body of a PUT, brotli. */
    body: (from = 0, to = entries.length) => packLines([...station.lines(from, to), { c: station.checkpoint(to) }]),
  };
  return station;
}
export type TestStation = ReturnType<typeof createStation>;

export function lineOf({ bytes, signature }: Pick<Appended, 'bytes' | 'signature'>): EntryLine {
  return { b: toBase64Url(bytes), s: toBase64Url(signature) };
}

export function batchOf(lines: readonly EntryLine[], checkpoint?: string): Batch {
  const entries = lines.map((line) => {
    const arrived = arrivedLine(line);
    if (!arrived.ok) throw new Error('A line of a test is malformed');
    return arrived.value;
  });
  return { entries, ...(checkpoint === undefined ? {} : { checkpoint }) };
}

export function packLines(lines: readonly unknown[]): Buffer {
  return brotliCompressSync(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

function handover(entitlement: string, ordinal: number, complete: 0 | 1): EntryBodies['handover'] {
  return {
    day: 'd',
    hid: `${entitlement}-${ordinal}`,
    ben: 'HH',
    via: 'card',
    collector: 'member',
    who: 'P',
    lines: [[entitlement, 'oil', 'OIL-1L', 2]],
    acts: [[entitlement, ordinal, complete]],
    part: complete === 0,
  };
}

function served(vch: string, ordinal: number) {
  return { day: 'd', hid: `${vch}-${ordinal}`, vch, ben: 'HH', holder: ['roll' as const] };
}
