import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Upstream } from '../../shared/domain/policy.ts';
import { fromBase64Url } from '../../shared/wire/bytes.ts';
import { leafHash } from '../../shared/wire/leaf.ts';
import { bridgeOf, must } from '../fixtures/bridge.ts';
import { answerSaveDialog } from '../fixtures/dialogs.ts';
import type { Collector } from '../fixtures/collector.ts';
import { verifierProgram } from '../fixtures/environment.ts';
import type { Station } from '../fixtures/station.ts';
import { expect } from '../fixtures/test.ts';
import type { Desk } from '../screens/desk.ts';
import { leave, OUTPUT, shootAll } from './output.ts';

/** Hand-overs whose proofs are left for outsiders' tools. */
const PROOFS = 12;
/** The auditor's program found nothing broken, but something to ask about. */
const SUSPICIOUS = 2;
const LEDGER = join(OUTPUT, 'ledger.ndjson');

/**
 * The ledger goes home: over the line, until the collector has signed for all of it, and for good measure as a bundle on a stick.
 * Then it is exported, with proofs of the newest hand-overs. `lines`: the leaves of the exported entries.
 */
export async function sendHome({ station, desk }: Readonly<{ station: Station; desk: Desk }>) {
  const { page, app } = station;
  const bridge = bridgeOf(page);
  const outbox = async () => must(await bridge.station.view()).vault.outbox;
  await answerSaveDialog(app, join(OUTPUT, 'ledger.bundle'));
  must(await bridge.sending.saveBundle({ all: true }));
  const startMs = performance.now();
  await expect.poll(async () => (await outbox()).total - (await outbox()).acknowledged, { timeout: 120_000 }).toBe(0);
  const acknowledgedMs = Math.round(performance.now() - startMs);
  await desk.press('Escape', 'Escape');
  await desk.idle();
  await desk.supervisor('sending');
  await shootAll(desk, '16-sending');
  must(await bridge.reconciliation.read());
  await answerSaveDialog(app, join(OUTPUT, 'reconciliation.csv'));
  must(await bridge.reconciliation.save({ format: 'csv', ids: false }));
  await answerSaveDialog(app, LEDGER);
  const exported = must(await bridge.day.exportLedger());
  const lines = readFileSync(LEDGER, 'utf8').trim().split('\n').map(leafOf);
  const proven = must(await bridge.receipts.recent({})).handovers.slice(0, PROOFS);
  for (const { seq } of proven) {
    await answerSaveDialog(app, join(OUTPUT, 'proofs', `${seq}.tlog-proof`));
    must(await bridge.receipts.saveProof({ seq }));
  }
  return { exported, lines, proven, acknowledgedMs };
}

/** RFC 6962 leaf of an exported line. */
function leafOf(line: string): Uint8Array {
  return leafHash(fromBase64Url((JSON.parse(line) as { b: string }).b));
}

/** What outsiders need to check the ledger with tools of their own, and what the auditor's program says of it. */
export function leaveForAuditors(keys: string, { folder, upstream }: Collector): void {
  copyFileSync(join(keys, 'programme.json'), join(OUTPUT, 'programme.json'));
  // The secret of an invented collector: whoever tries the demonstration may open its bundle.
  copyFileSync(join(folder, 'bundles.key'), join(OUTPUT, 'ledger.bundle.identity'));
  leave('audit.txt', audit(upstream));
}

/** What the auditor's program says of the ledger, given nothing but public keys. Throws where it finds it broken. */
function audit({ name, publicKey }: Upstream): string {
  const words = [LEDGER, join(OUTPUT, 'station.station'), '--programme', join(OUTPUT, 'programme.json')];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [verifierProgram(), ...words, '--collector', `${name}=${publicKey}`],
    { encoding: 'utf8' },
  );
  // A machine serves faster than hands could, which the auditor's program remarks.
  if (status !== 0 && status !== SUSPICIOUS) throw new Error(stderr + stdout);
  return stdout;
}
