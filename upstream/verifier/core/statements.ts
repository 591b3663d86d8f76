import type { Values } from './catalogue.ts';
import type { LogAudit } from './log-audit.ts';
import type { Noted } from './notes.ts';
import type { ReceiptShown } from './receipts.ts';

/** What the files prove, and what no file can. Each has one sentence a language in `words/`. */
export type StatementCode =
  | 'proven-chain'
  | 'proven-certificate'
  | 'proven-register'
  | 'proven-checkpoint'
  | 'proven-cosigned'
  | 'proven-approvals'
  | 'proven-closes'
  | 'proven-once'
  | 'proven-vouchers'
  | 'proven-due'
  | 'proven-receipts'
  | 'open-presence'
  | 'open-keys'
  | 'open-end'
  | 'open-after-cosigned'
  | 'open-register'
  | 'open-clock'
  | 'open-due'
  | 'open-vouchers'
  | 'open-other-desks'
  | 'open-paper'
  | 'open-names'
  | 'open-start';
export type Statement = Readonly<{ code: StatementCode; log?: string; values: Values }>;

/** `broken`: what is broken proves nothing more than that. */
export type LogShown = Readonly<{ log: LogAudit; noted: Noted; broken: boolean }>;

export function provenOf(logs: readonly LogShown[], receipts: readonly ReceiptShown[]): Statement[] {
  const found = receipts.filter(({ standing }) => standing !== 'not-found').length;
  return [
    ...logs.filter(({ broken }) => !broken).flatMap(provenOfLog),
    ...(found === 0 ? [] : [{ code: 'proven-receipts' as const, values: { count: found } }]),
  ];
}

function provenOfLog({ log, noted }: LogShown): Statement[] {
  const { origin } = log;
  const say = (code: StatementCode, values: Values = {}): Statement => ({ code, log: origin, values });
  const said = [say('proven-chain', { size: log.size() - log.from(), log: origin })];
  const certificate = log.certificate();
  if (certificate !== undefined)
    said.push(say(certificate.signed ? 'proven-certificate' : 'proven-register', { log: origin }));
  const signed = Math.max(0, ...noted.signedSizes);
  if (signed > 0) said.push(say('proven-checkpoint', { size: signed }));
  const cosigned = newestCosigned(noted);
  if (cosigned !== undefined)
    said.push(say('proven-cosigned', { ...cosigned, at: new Date(cosigned.timeMs).toISOString() }));
  if (log.from() > 0) return said;
  const { approvals, checkedAgainstDue, entitlements, vouchers } = log.rules.summary();
  if (approvals > 0) said.push(say('proven-approvals', { count: approvals }));
  if (log.rules.closes() > 0) said.push(say('proven-closes', { count: log.rules.closes() }));
  if (entitlements > 0) said.push(say('proven-once', { count: entitlements }));
  if (vouchers > 0) said.push(say('proven-vouchers', { count: vouchers }));
  if (checkedAgainstDue > 0) said.push(say('proven-due', { count: checkedAgainstDue }));
  return said;
}

export function notProvenOf(logs: readonly LogShown[]): Statement[] {
  const always: StatementCode[] = [
    'open-presence',
    'open-keys',
    'open-clock',
    'open-other-desks',
    'open-paper',
    'open-names',
  ];
  const ofLogs = logs.flatMap(({ log, noted }): Statement[] => {
    const cosigned = newestCosigned(noted);
    const { checkedAgainstDue, vouchers } = log.rules.summary();
    const values = { log: log.origin, size: cosigned?.size ?? 0, entries: log.size(), vouchers };
    const codes: (StatementCode | false)[] = [
      cosigned === undefined && 'open-end',
      cosigned !== undefined && cosigned.size < log.size() && 'open-after-cosigned',
      log.certificate()?.signed === false && 'open-register',
      checkedAgainstDue === 0 && 'open-due',
      vouchers > 0 && 'open-vouchers',
      log.from() > 0 && 'open-start',
    ];
    return codes.filter((code) => code !== false).map((code) => ({ code, log: log.origin, values }));
  });
  return [...ofLogs, ...always.map((code) => ({ code, values: {} }))];
}

function newestCosigned({ cosigned }: Noted): Noted['cosigned'][number] | undefined {
  return [...cosigned].sort((a, b) => b.size - a.size)[0];
}
