import { createHash } from 'node:crypto';
import { utf8Bytes } from '../../shared/wire/bytes.ts';
import type { DocumentView } from '../../shared/ipc/claims-contract.ts';
import type { Envelope } from '../../shared/wire/documents.ts';
import { answerClaim, type Answer } from '../collector/reimbursement/answer.ts';
import { checkClaim, type ClaimFinding } from '../collector/reimbursement/check-claim.ts';
import { claimRows, type ClaimRow } from '../collector/reimbursement/claim-rows.ts';
import { ledgerFacts } from '../collector/reimbursement/ledger-facts.ts';
import { openClaim, type OpenedClaim } from '../collector/reimbursement/open-claim.ts';
import { plainRoll, policy } from './roll.fixture.ts';
import { sendingDay, type Sending } from './sending.fixture.ts';
import { must, NOW_MS } from './station.fixture.ts';
import { moneyVoucher, scanned, trustList } from './vouchers.fixture.ts';

/** A hospital's desk that claims, and the office behind the real collector. */
export type Claiming = Sending &
  Readonly<{
    /** Somebody is treated on voucher number `digit`: the capture's number. */
    treated: (digit: number, amountMinor?: number) => Promise<number>;
    attach: (capture: number, bytes: Uint8Array) => Promise<DocumentView>;
    office: Readonly<{
      claims: () => Promise<ClaimRow[]>;
      /** The claim that came first. */
      first: () => Promise<ClaimRow>;
      opened: (row: ClaimRow) => Promise<OpenedClaim>;
      findings: (row: ClaimRow, file: OpenedClaim) => Promise<ClaimFinding[]>;
      /** As the command does it. */
      tryAnswer: (row: ClaimRow, given: Partial<Answer> & Pick<Answer, 'answer'>) => ReturnType<typeof answerClaim>;
      answer: (row: ClaimRow, given: Partial<Answer> & Pick<Answer, 'answer'>) => Promise<Envelope>;
    }>;
  }>;

const vouchers = { onlyRoll: false, holderChecks: [], holderTries: 3, holdHours: 72 };

export const codeOf = (digit: number): string => `2-37ec-47d3-a937-5d5${digit}`;
export const pdf = (text: string): Uint8Array => utf8Bytes(`%PDF-1.4 ${text}`);

/** Nothing that would pack. */
export function jpeg(bytes: number): Uint8Array {
  const noise = Array.from({ length: Math.ceil(bytes / 32) }, (_, at) =>
    createHash('sha256').update(String(at)).digest(),
  );
  return new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), ...noise]).subarray(0, bytes));
}

export async function claimingDay(): Promise<Claiming> {
  const credentials = trustList({ partial: true });
  const sending = await sendingDay({ ...plainRoll(3), credentials, policy: { ...policy, vouchers } });
  const { client, collector } = sending;
  const claims = (): Promise<ClaimRow[]> => claimRows(collector.sql(), 'relief');
  const office: Claiming['office'] = {
    claims,
    async first() {
      const [row] = await claims();
      if (row === undefined) throw new Error('The office has no claim');
      return row;
    },
    async opened({ sha256 }) {
      const sealed = await collector.parcels.read(sha256 ?? '');
      const file = sealed === undefined ? undefined : await openClaim(sealed, collector.identity);
      if (file?.ok !== true) throw new Error('The file has not come, or cannot be opened');
      return file.value;
    },
    findings: async (row, file) => checkClaim(file, await ledgerFacts(collector.sql(), 'relief', row)),
    tryAnswer: (row, given) =>
      answerClaim({ sql: collector.sql(), witness: collector.witness, programme: 'relief', nowMs: NOW_MS }, row, {
        reason: '',
        reference: '',
        paidOn: '',
        by: 'Office',
        ...given,
      }),
    async answer(row, given) {
      const answered = await office.tryAnswer(row, given);
      if (!answered.ok) throw new Error(answered.error);
      return answered.value.envelope;
    },
  };
  return {
    ...sending,
    office,
    async treated(digit, amountMinor = 15_000) {
      const { token } = await scanned(client, moneyVoucher({ code: codeOf(digit), sub: String(digit) }));
      const services = [{ code: 'XRAY', quantity: 1, amountMinor }];
      return must(await client.vouchers.capture({ token, services })).seq;
    },
    attach: async (capture, bytes) =>
      must(await client.claims.attach({ capture, kind: 'statement-of-account', bytes })),
  };
}
