import { createFindings, type Findings } from './catalogue.ts';
import { createInputs, type AuditOptions, type Lines } from './inputs.ts';
import { createLogAudit, type LogAudit } from './log-audit.ts';
import { createLogSource } from './log-source.ts';
import { checkAcknowledged, checkNotes, readCosignature } from './notes.ts';
import { checkProof, checkReceipt } from './receipts.ts';
import { reportOf, type Report } from './report.ts';
import type { LogShown } from './statements.ts';

type Proved = ReadonlyMap<string, ReadonlySet<number>>;
const NONE: ReadonlySet<number> = new Set();

/**
 * One audit over any number of files. Certificates, checkpoints, proofs, receipts and lists of what is due have to be given
 * before the logs; then every line of every log once. It holds about a kilobyte for every hand-over, never the entries.
 */
export function createAudit(options: AuditOptions) {
  const { programme, collector, verify, nowMs } = options;
  const findings = createFindings();
  const given = createInputs(options, findings);
  const { certificates, notes, proofs, receipts, acknowledged, due } = given;
  const logs = new Map<string, LogAudit>();

  function logOf(origin: string): LogAudit {
    const known = logs.get(origin);
    if (known !== undefined) return known;
    const checkpoints = [...notes, ...proofs.map(({ note }) => note)].map((one) => one.checkpoint);
    const made = createLogAudit({
      origin,
      findings,
      verify,
      nowMs,
      programme,
      certificates,
      due: due.size === 0 ? undefined : { of: (hash) => due.get(hash) },
      wanted: {
        sizes: new Set(checkpoints.filter((one) => one.origin === origin).map(({ size }) => size)),
        seqs: new Set(receipts.filter((one) => one.log === origin).map(({ seq }) => seq)),
      },
    });
    logs.set(origin, made);
    return made;
  }

  /** Which entries of each log the proofs lead to. */
  function checkProofs(): Proved {
    const proved = new Map<string, Set<number>>();
    for (const proof of proofs) {
      const { origin } = proof.note.checkpoint;
      const seqs = proved.get(origin) ?? new Set();
      proved.set(origin, seqs);
      if (checkProof(proof, logs.get(origin), { findings, verify, certificates, receipts }))
        seqs.add(proof.inclusion.index);
      // With the log at hand its checkpoints are held against it, those of proofs among them.
      if (!logs.has(origin) && readCosignature(proof.note, { findings, verify, collector }) === undefined)
        findings.add('not-cosigned', { log: origin, file: proof.file });
    }
    return proved;
  }

  function finishLogs(proved: Proved): LogShown[] {
    const all = [...notes, ...proofs.map(({ note }) => note)];
    for (const { file, checkpoint } of all)
      if (!logs.has(checkpoint.origin) && !proved.has(checkpoint.origin))
        findings.add('checkpoint-without-log', { file }, { origin: checkpoint.origin });
    for (const { file, acknowledgement } of acknowledged) {
      const log = logs.get(acknowledgement.head.log);
      if (log !== undefined) checkAcknowledged(log, acknowledgement, findings, file);
    }
    return [...logs.values()].map((log) => {
      log.end(proved.get(log.origin) ?? NONE);
      const mine = all.filter(({ checkpoint }) => checkpoint.origin === log.origin);
      const noted = checkNotes(log, mine, { findings, verify, collector });
      const broken = findings.list().some((one) => one.log === log.origin && one.severity === 'broken');
      return { log, noted, broken };
    });
  }

  return {
    ...given.add,
    /** An export or an opened bundle. */
    log: (file: string): Lines =>
      createLogSource({
        file,
        findings,
        programme,
        verify,
        logOf,
        onNote: (note) => notes.push(note),
        onCertificate: (certificate) => certificates.push(certificate),
      }),
    finish(): Report {
      const proved = checkProofs();
      tellDoubles([...logs.values()], findings);
      const shown = finishLogs(proved);
      const checked = receipts.map((one) =>
        checkReceipt(one, logs.get(one.log), proved.get(one.log) ?? NONE, findings),
      );
      return reportOf(programme.name, shown, checked, findings);
    },
  };
}
export type Audit = ReturnType<typeof createAudit>;

/** Entitlements that stand as collected in more than one of the logs. */
function tellDoubles(logs: readonly LogAudit[], findings: Findings): void {
  if (logs.length < 2) return;
  const first = new Map<string, Readonly<{ log: string; seq: number }>>();
  for (const { origin: log, rules } of logs) {
    for (const [entitlement, seq] of rules.claims.collected()) {
      const former = first.get(entitlement);
      if (former === undefined) first.set(entitlement, { log, seq });
      else findings.add('claimed-elsewhere', { log, seq }, { entitlement, other: former.log, otherSeq: former.seq });
    }
  }
}
