import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verify } from '../../../main/vault/crypto/ed25519.ts';
import { fromHex } from '../../../shared/wire/bytes.ts';
import { PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { preAuthenticationEncoding } from '../../../shared/wire/dsse.ts';
import { auditFiles, gunzip, unbrotli } from '../../verifier/cli/node-files.ts';
import { readEntryLine } from '../../verifier/core/lines.ts';
import type { Report } from '../../verifier/core/report.ts';
import { runAudit } from '../../verifier/core/run-audit.ts';
import { readProgramme, type Programme } from '../../verifier/core/trust.ts';
import { timed } from '../statistics.ts';
import { must, openStation, SUPERVISOR } from '../station.ts';

export type AuditInput = Readonly<{ folder: string; profile: string }>;
/** Milliseconds for 1,000 entries, each. */
export type Audited = Readonly<{ audit: readonly number[]; bareVerify: readonly number[] }>;

const ROUNDS = 7;

/**
 * The auditor's check of the day just served: bytes, chain, signatures, tree, and every rule of the books. Bare: the same
 * signatures by the same library and nothing else, in turns.
 */
export async function audit(input: AuditInput): Promise<Audited> {
  const path = join(input.folder, 'ledger.ndjson');
  const station = await openStation(input.profile);
  must(await station.session.signIn(SUPERVISOR));
  must(await station.host.exportLedger({ path }));
  must(await station.host.shutdown());
  const programme = must(
    readProgramme(new Uint8Array(readFileSync(join(input.folder, 'programme', 'programme.json')))),
  );
  const first = await check(path, programme);
  const [log] = first.logs;
  if (log?.root == null || log.key === null) throw new Error('The log that was just written is not whole');
  const key = fromHex(log.key);
  const signed = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => must(readEntryLine(line)));
  const audits: number[] = [];
  const bareVerify: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await timed(audits, () => check(path, programme));
    await timed(bareVerify, () => {
      const good = signed.every(({ bytes, signature }) =>
        verify(signature, preAuthenticationEncoding(PAYLOAD_TYPE.entry, bytes), key),
      );
      if (!good) throw new Error('A signature that was just made does not hold');
    });
  }
  const ofThousand = (ms: number): number => (ms * 1000) / log.entries;
  return { audit: audits.map(ofThousand), bareVerify: bareVerify.map(ofThousand) };
}

async function check(path: string, programme: Programme): Promise<Report> {
  const input = {
    programme,
    collector: undefined,
    verify,
    nowMs: Date.now(),
    files: auditFiles([path]),
    receipts: [],
    identities: [],
  };
  const read = await runAudit(input, { progress: () => true, gunzip, unbrotli });
  return must(read);
}
