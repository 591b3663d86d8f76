import { Command, Option } from 'commander';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { currencyOf } from '../../../shared/domain/account.ts';
import { ClaimAnswer } from '../../../shared/domain/reimbursement.ts';
import { portalFiles } from '../../../shared/reimbursement/portal.ts';
import { decimalOf } from '../../../shared/words/money.ts';
import { CLAIM_FILE_LIMITS } from '../../../shared/wire/claim-file.ts';
import { CollectorError } from '../collector-error.ts';
import type { CollectorPorts } from '../http/ports.ts';
import { answerClaim, type AnswerFailure } from '../reimbursement/answer.ts';
import { checkClaim, CLAIM_FINDINGS, type ClaimFinding } from '../reimbursement/check-claim.ts';
import { claimRows, type ClaimRow } from '../reimbursement/claim-rows.ts';
import { ledgerFacts } from '../reimbursement/ledger-facts.ts';
import { openClaim } from '../reimbursement/open-claim.ts';
import { takeClaimFile, type TakeFailure } from '../reimbursement/take-claim.ts';
import { say, withCollector, withData, type DataOptions } from './shared.ts';

const TAKE_FAILURES: Readonly<Record<TakeFailure, string>> = {
  malformed: 'is no claim file that was sealed for this collector',
  'no-ledger': 'belongs to a claim that is in no ledger here: take in the bundle of its station first',
  'not-taken': 'was not taken: another file of this claim is here, or the disk failed',
};
const ANSWER_FAILURES: Readonly<Record<AnswerFailure, string>> = {
  'reason-missing': 'A question needs its words: --reason',
  'payment-missing': 'A payment needs --reference and --paid-on (YYYY-MM-DD)',
  malformed: 'This answer is not one that could be signed',
  replaced: 'Another claim took the place of this one: answer that',
};

export function claimsCommand(): Command {
  const claims = new Command('claims').description('What service providers claim for services given on vouchers.');
  claims.addCommand(
    withData(new Command('list'))
      .description('One JSON object a claim: who claims how much, whether its file has come, and what was answered.')
      .action(list),
  );
  claims.addCommand(
    withData(new Command('take'))
      .description('Takes in claim files that were carried here; the ledgers first.')
      .argument('<files...>')
      .action(take),
  );
  claims.addCommand(
    withData(new Command('open'))
      .description(
        'Opens a claim, holds it against the ledgers, and writes the file set for the Service Provider Portal.',
      )
      .argument('<claim>', 'as listed: <log>#<entry>')
      .requiredOption('-o, --output <folder>', 'a new folder; it holds names')
      .action(open),
  );
  claims.addCommand(
    withData(new Command('answer'))
      .description('Answers a claim; the station fetches it, or loads the file where no line brings it.')
      .argument('<claim>', 'as listed: <log>#<entry>')
      .addOption(new Option('--answer <answer>', 'what is said').choices(ClaimAnswer.options).makeOptionMandatory())
      .requiredOption('--by <name>', 'who answers')
      .option('--reason <text>', 'what is asked', '')
      .option('--reference <text>', 'of the payment', '')
      .option('--paid-on <date>', 'day of the payment, YYYY-MM-DD', '')
      .option('-o, --output <file>', 'writes the signed answer there too, to be carried')
      .action(answer),
  );
  return claims;
}

async function list(options: DataOptions): Promise<void> {
  await withCollector(options, async ({ ports }, { programme }) => {
    for (const row of await claimRows(ports.sql, programme)) {
      const [account, amountMinor] = row.entry.amount;
      const currency = currencyOf(account) ?? '';
      const shown = {
        claim: row.claim,
        statement: row.number,
        check: row.check,
        site: row.site,
        desk: row.desk,
        at: row.entry.at,
        captures: row.entry.captures.length,
        currency,
        amount: decimalOf(amountMinor, currency),
        file: row.sha256 === null ? 'not yet' : 'here',
        status: row.answer ?? 'submitted',
        replacedBy: row.replacedBy,
      };
      process.stdout.write(`${JSON.stringify(shown)}\n`);
    }
  });
}

async function take(paths: readonly string[], options: DataOptions): Promise<void> {
  await withCollector(options, async ({ ports }) => {
    let refused = 0;
    for (const path of paths) {
      const size = statSync(path, { throwIfNoEntry: false })?.size;
      if (size === undefined) throw new CollectorError(`${path} is missing`);
      const taken =
        size > CLAIM_FILE_LIMITS.bytes
          ? ({ ok: false, error: 'malformed' } as const)
          : await takeClaimFile({ ...ports, nowMs: ports.now() }, new Uint8Array(readFileSync(path)));
      if (taken.ok) say(`${path}: ${taken.value}`);
      else {
        refused += 1;
        say(`${path} ${TAKE_FAILURES[taken.error]}`);
      }
    }
    if (refused > 0) throw new CollectorError(`${refused} of ${paths.length} files were refused`);
  });
}

async function open(claim: string, { output, ...options }: DataOptions & Readonly<{ output: string }>): Promise<void> {
  await withCollector(options, async ({ ports }, { programme }) => {
    if (existsSync(output)) throw new CollectorError(`${output} exists already`);
    const row = await rowOf(ports, programme, claim);
    const sealed = row.sha256 === null ? undefined : await ports.parcels.read(row.sha256);
    if (sealed === undefined) throw new CollectorError(`The file of ${claim} has not come yet`);
    const opened = await openClaim(sealed, ports.identity);
    if (!opened.ok) throw new CollectorError(`The file of ${claim} cannot be opened`);
    const { head, documents } = opened.value;
    const findings = checkClaim(opened.value, await ledgerFacts(ports.sql, programme, row));
    const name = { number: row.number, check: row.check, atMs: Date.parse(row.entry.at) };
    const files = await portalFiles(head.particulars, name, (sha256) => documents.get(sha256) ?? new Uint8Array());
    for (const { path, bytes } of files) write(join(output, path), bytes);
    write(join(output, 'statement.json'), Buffer.from(`${JSON.stringify(head.particulars, null, 2)}\n`));
    for (const finding of findings) say(sentence(finding));
    process.stdout.write(`${JSON.stringify({ claim, output, findings })}\n`);
    if (findings.length > 0)
      throw new CollectorError(`${findings.length} findings: look into them before this is paid`);
  });
}

type AnswerOptions = DataOptions &
  Readonly<{ answer: ClaimAnswer; by: string; reason: string; reference: string; paidOn: string; output?: string }>;

async function answer(claim: string, given: AnswerOptions): Promise<void> {
  await withCollector(given, async ({ ports }, { programme }) => {
    const row = await rowOf(ports, programme, claim);
    const { answer: said, by, reason, reference, paidOn } = given;
    const { sql, witness, now } = ports;
    const answered = await answerClaim({ sql, witness, programme, nowMs: now() }, row, {
      answer: said,
      by,
      reason,
      reference,
      paidOn,
    });
    if (!answered.ok) throw new CollectorError(ANSWER_FAILURES[answered.error]);
    if (given.output !== undefined)
      writeFileSync(given.output, JSON.stringify(answered.value.envelope), { mode: 0o600, flag: 'wx' });
    say(`Waiting for ${row.site}/${row.desk}: ${claim} is ${said}`);
  });
}

async function rowOf(ports: CollectorPorts, programme: string, claim: string): Promise<ClaimRow> {
  const row = (await claimRows(ports.sql, programme)).find((one) => one.claim === claim);
  if (row === undefined) throw new CollectorError(`There is no claim ${claim} in the ledgers here`);
  return row;
}

function write(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, bytes, { mode: 0o600, flag: 'wx' });
}

function sentence({ code, receipt, where }: ClaimFinding): string {
  return [receipt, CLAIM_FINDINGS[code], where].filter((part) => part !== undefined).join(' ');
}
