import { createHash } from 'node:crypto';
import { sealRecovery } from '../crypto/recovery.ts';
import { fromBase64 } from '../../../shared/wire/bytes.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Keyslots } from '../crypto/keyslots.ts';
import { signerOf } from '../crypto/ed25519.ts';
import { registerOperators } from '../operators/register.ts';
import { closeOpenPrints } from '../receipts/receipts.ts';
import { factsOf } from '../setup/create-station.ts';
import { readFacts, vaultFiles, writeFacts } from '../setup/station-file.ts';
import { replaceFile } from '../store/disk.ts';
import { putNewestInForce } from '../trust/trust-in-force.ts';
import { tellRefusals } from './approve.ts';
import type { Profile, VaultPorts } from './ports.ts';
import { append, database, signedMs, unforeseen, type Serving } from './serving.ts';
import type { Unlocked } from './unlocked.ts';

type Write = 'disk-full' | 'storage-fault';
type Parts = Readonly<{ ports: VaultPorts; profile: Profile; keyslots: Keyslots }>;

/**
 * What an opened station still has to write: the log's first entry and the recovery file where a crash came between them and
 * the certificate, refused sign-ins, what the journal restored, the sign-in itself. Each step may be repeated.
 */
export async function beginSession(parts: Parts, unlocked: Unlocked): Promise<Result<void, Write>> {
  const { serving } = unlocked;
  if (serving === null) return ok(undefined);
  const opened = openLog(unlocked, serving);
  if (opened !== undefined) return err(opened);
  await finishEnrolment(parts, unlocked, serving);
  const restored = serving.ledger.takeReplayed();
  noteReplayed(serving, restored);
  const steps = [
    () => tellRefusals(serving, parts.keyslots),
    () => catchUpImport(serving),
    () => putNewestInForce(serving),
    () => registerOperators(serving, parts.keyslots, []),
    () => tellReplayed(serving, restored.length),
    () => failureOf(closeOpenPrints(serving, restored)),
    () => failureOf(append(serving, { t: 'login', body: { role: serving.operator.role } })),
    () => tellClock(serving),
  ];
  for (const step of steps) {
    const failure = step();
    if (failure !== undefined) return err(failure);
  }
  return ok(undefined);
}

function openLog({ secrets }: Unlocked, serving: Serving): Write | undefined {
  if (serving.ledger.head().size > 0 || secrets.certificate === null) return undefined;
  const payload = fromBase64(secrets.certificate.envelope.payload);
  const publicKey = signerOf(Buffer.from(secrets.signSeed, 'hex')).publicKey;
  const body = {
    cert: createHash('sha256').update(payload).digest('hex'),
    pub: Buffer.from(publicKey).toString('hex'),
  };
  return failureOf(append(serving, { t: 'log_open', body }));
}

async function finishEnrolment({ ports, profile }: Parts, unlocked: Unlocked, serving: Serving): Promise<void> {
  const files = vaultFiles(profile.folder);
  if (!ports.disk.exists(files.recovery)) {
    const sealed = await sealRecovery(unlocked.stationKey, serving.certificate.recoveryRecipients);
    replaceFile(ports.disk, files.recovery, sealed);
  }
  keepFacts({ ports, profile }, unlocked);
}

/** Brings what a locked station shows level with what is sealed. */
export function keepFacts({ ports, profile }: Pick<Parts, 'ports' | 'profile'>, unlocked: Unlocked): void {
  const path = vaultFiles(profile.folder).facts;
  // "Certified" is only said once the log is there: from then on a missing log is trouble and not a first start.
  const secrets = unlocked.serving === null ? { ...unlocked.secrets, certificate: null } : unlocked.secrets;
  const facts = factsOf(secrets, unlocked.serving?.cycle?.roll.policy().idleLockMinutes);
  if (JSON.stringify(readFacts(ports.disk, path)) !== JSON.stringify(facts)) writeFacts(ports.disk, path, facts);
}

/** Keeps hand-overs that nobody saw answered until an operator has seen them. */
function noteReplayed(serving: Serving, seqs: readonly number[]): void {
  const note = database(serving).prepare(
    `INSERT OR IGNORE INTO replay_notice (seq) SELECT seq FROM entry WHERE seq = ? AND type IN ('handover', 'hold', 'capture')`,
  );
  for (const seq of seqs) note.run([seq]);
}

function tellReplayed(serving: Serving, count: number): Write | undefined {
  if (count === 0) return undefined;
  return failureOf(append(serving, { t: 'control', body: { kind: 'replayed', count } }));
}

/** A delta that was committed to the roll just before a crash: the ledger is brought level with it. */
export function catchUpImport(serving: Serving): Write | undefined {
  const { cycle } = serving;
  if (cycle === null) return undefined;
  const hash = cycle.roll.manifestHash();
  const known = database(serving).prepare('SELECT 1 FROM package WHERE hash = ?', { pluck: true }).get([hash]);
  if (known !== undefined) return undefined;
  const { kind, number } = cycle.roll.manifest();
  const { households, entitlements } = cycle.roll.counts();
  return failureOf(append(serving, { t: 'import', body: { kind, num: number, hash, households, entitlements } }));
}

/** Writes an entry where somebody set the clock. Never blocks anything. */
export function tellClock(serving: Serving): Write | undefined {
  const draft = serving.ledger.lookAtClock(signedMs(serving));
  return draft === undefined ? undefined : failureOf(append(serving, draft));
}

/** How far two clocks may stand apart before somebody is told. */
const CLOCKS_APART_MS = 120_000;

/** Writes an entry where the collector's clock and this computer's differ; true where it did. A full disk is told by the next act. */
export function tellUpstreamClock(serving: Serving, upstreamMs: number): boolean {
  const deltaMs = Math.round(serving.clock.nowMs() - upstreamMs);
  if (Math.abs(deltaMs) < CLOCKS_APART_MS) return false;
  return append(serving, { t: 'clock', body: { kind: 'upstream', deltaMs } }).ok;
}

function failureOf(
  result: Result<unknown, { code: 'disk-full' | 'storage-fault' } | { code: 'refused'; constraint: string }>,
): Write | undefined {
  return result.ok ? undefined : unforeseen(result.error);
}
