import type { PackageOrder } from '../../../shared/ipc/outbox-contract.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { fromHex, utf8Bytes } from '../../../shared/wire/bytes.ts';
import { parseStrictJson } from '../../../shared/wire/canonical.ts';
import { PAYLOAD_TYPE, type Envelope } from '../../../shared/wire/documents.ts';
import { openEnvelope } from '../../../shared/wire/dsse.ts';
import { Inbox, Resolution, type InboxMessage } from '../../../shared/wire/upload.ts';
import { readPackageSignature } from '../cycle/signature.ts';
import { Refusal } from '../cycle/refusal.ts';
import { recipientOf } from '../crypto/age.ts';
import { verify } from '../crypto/ed25519.ts';
import { keepClaimStatus, readClaimStatus } from '../reimbursement/status.ts';
import { database } from '../session/serving.ts';
import { putNewestInForce } from '../trust/trust-in-force.ts';
import { keepUpdate, readTrustUpdate } from '../trust/trust-update.ts';
import { checkCertificate, type Certified, type CertificateFailure } from '../setup/certificate.ts';
import * as store from './inbox.store.ts';
import type { Outbox } from './outbox.ts';
import { raiseAlarm } from './outbox.store.ts';

const MAXIMUM_BYTES = 8 * 1024 * 1024;
type Of<K extends InboxMessage['kind']> = Extract<InboxMessage, { kind: K }>;

/** Keeps what the inbox brings, each message believed for its own signature only. Answers the package to be fetched, if any. */
export async function takeInbox(
  outbox: Outbox,
  identity: string,
  text: string,
): Promise<
  Result<Readonly<{ packages: PackageOrder[]; timeMs: number }>, 'malformed' | 'disk-full' | 'storage-fault'>
> {
  const json = parseStrictJson(utf8Bytes(text), MAXIMUM_BYTES);
  const inbox = json.ok ? Inbox.safeParse(json.value).data : undefined;
  if (inbox === undefined) return err('malformed');
  const recipient = await recipientOf(identity);
  const db = database(outbox.serving);
  const cursor = store.newestMessage(db);
  const fresh = inbox.messages.filter(({ id }) => id > cursor).sort((a, b) => a.id - b.id);
  for (const message of fresh) {
    const state = judge(outbox, message, recipient);
    // A message and what follows from it are kept together: the number of the newest is where the next look begins.
    db.transaction(() => {
      const nowMs = Math.floor(outbox.serving.clock.nowMs());
      store.keepMessage(db, message, state);
      if (state === 'refused') raiseAlarm(db, 'message-refused', message.id, 0, nowMs);
      if (state === 'waiting') store.settleBefore(db, message.kind, message.id);
      if (state === 'done' && message.kind === 'resolution') keepResolution(outbox, message, nowMs);
      if (state === 'done' && message.kind === 'claim-status') keepStatus(outbox, message, nowMs);
    })();
  }
  const failed = putNewestInForce(outbox.serving);
  if (failed !== undefined) return err(failed);
  const wanted = store.newestOf(db, 'package', 'waiting');
  return ok({ packages: wanted === undefined ? [] : [orderOf(wanted)], timeMs: inbox.timeMs });
}

function judge(outbox: Outbox, message: InboxMessage, recipient: string): store.MessageState {
  switch (message.kind) {
    case 'package':
      return judgePackage(outbox, message);
    case 'certificate': {
      const checked = checkArrived(outbox, message.certificate, recipient);
      if (checked.ok) return 'waiting';
      return checked.error === 'older-epoch' ? 'done' : 'refused';
    }
    case 'resolution':
      return readResolution(outbox, message) === undefined ? 'refused' : 'done';
    case 'claim-status':
      return readClaimStatus(outbox, bytesOf(message.status)).ok ? 'done' : 'refused';
    case 'trust':
      return takeTrust(outbox, message);
  }
}

/**
 * Keeps the list before its message is kept: twice would change nothing, and it counts only once an entry says so. Two lists under
 * one number contradict each other: then the first one stands.
 */
function takeTrust({ serving, certificate }: Outbox, { trust, number, cycles }: Of<'trust'>): store.MessageState {
  const read = readTrustUpdate(bytesOf(trust), certificate.body);
  if (!read.ok) return 'refused';
  const { update } = read.value;
  const isSame = update.list.number === number && JSON.stringify(update.cycles) === JSON.stringify(cycles);
  return isSame && keepUpdate(serving, read.value, 'link') ? 'done' : 'refused';
}

function judgePackage({ serving, certificate }: Outbox, message: Of<'package'>): store.MessageState {
  try {
    const signed = readPackageSignature(bytesOf(message.signature), certificate.body.issuingKeys);
    const isSame =
      signed.sha256 === message.sha256 && signed.bytes === message.bytes && signed.number === message.number;
    const isOurs = signed.programme === certificate.body.programme && signed.site === certificate.body.site;
    if (!isSame || !isOurs) return 'refused';
    return signed.number > (serving.cycle?.roll.manifest().number ?? 0) ? 'waiting' : 'done';
  } catch (thrown) {
    if (thrown instanceof Refusal) return 'refused';
    throw thrown;
  }
}

/** A certificate out of the inbox, under the checks of one that comes as a file. */
export function checkArrived(
  { certificate, signer, serving }: Outbox,
  envelope: Envelope,
  recipient: string,
): Result<Certified, CertificateFailure> {
  return checkCertificate(bytesOf(envelope), {
    signKey: Buffer.from(signer.publicKey).toString('hex'),
    recipient,
    current: certificate.body,
    nowMs: serving.clock.nowMs(),
  });
}

function readResolution({ certificate }: Outbox, { resolution }: Of<'resolution'>): Resolution | undefined {
  const { issuingKeys, programme } = certificate.body;
  const opened = openEnvelope(bytesOf(resolution), {
    payloadType: PAYLOAD_TYPE.resolution,
    maximumBytes: MAXIMUM_BYTES,
    findKey: (id) => {
      const key = issuingKeys.find(({ kid }) => kid === id);
      return key === undefined ? undefined : fromHex(key.publicKey);
    },
    verify,
  });
  if (!opened.ok) return undefined;
  const json = parseStrictJson(opened.value.payload, MAXIMUM_BYTES);
  const parsed = json.ok ? Resolution.safeParse(json.value).data : undefined;
  return parsed?.programme === programme ? parsed : undefined;
}

/** An operator is told of a decision where a hand-over of this desk is concerned. */
function keepResolution(outbox: Outbox, message: Of<'resolution'>, nowMs: number): void {
  const resolution = readResolution(outbox, message);
  if (resolution === undefined) return;
  const db = database(outbox.serving);
  store.keepResolution(db, outbox.origin, resolution);
  const seq = store.handoverOf(db, resolution.cycle, resolution.entitlement);
  if (seq === undefined) return;
  raiseAlarm(db, 'resolution', seq, store.resolutionOf(db, seq) === true ? 1 : 0, nowMs);
}

function keepStatus(outbox: Outbox, message: Of<'claim-status'>, nowMs: number): void {
  const status = readClaimStatus(outbox, bytesOf(message.status));
  if (status.ok) keepClaimStatus(outbox, status.value, nowMs);
}

function orderOf({ id, bytes, sha256, signature }: Of<'package'>): PackageOrder {
  return { id, bytes, sha256, signature: JSON.stringify(signature) };
}

function bytesOf(envelope: Envelope): Uint8Array {
  return utf8Bytes(JSON.stringify(envelope));
}
