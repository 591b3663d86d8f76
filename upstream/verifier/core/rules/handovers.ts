import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64Url, utf8Bytes } from '../../../../shared/wire/bytes.ts';
import type { Amount, HandedLine } from '../../../../shared/wire/entry-types.ts';
import { isVoucherName } from '../../../../shared/wire/voucher-name.ts';
import type { Claims } from './claims.ts';
import type { People } from './people.ts';
import { countUp, sortedTally, type Read, type Tally, type Tell } from './rule.ts';
import type { Vouchers } from './vouchers.ts';

type Rules = Readonly<{ tell: Tell; people: People; claims: Claims; vouchers: Vouchers }>;

/** What is kept of a hand-over to judge what later refers to it. The lines themselves come again in its reversal. */
export type Handover = {
  readonly day: string;
  readonly operator: string;
  readonly part: boolean;
  readonly ben: string;
  readonly lines: string;
  /** The voucher that was redeemed, if one was. */
  readonly voucher: string | undefined;
  voidedBy: number | undefined;
};

/** Hand-overs and their reversals. */
export function createHandovers({ tell, people, claims, vouchers }: Rules) {
  const handovers = new Map<number, Handover>();
  const names = new Map<string, string>();
  const via: Tally = new Map();
  const collector: Tally = new Map();
  let redeemed = 0;

  function handOver(entry: Read<'handover'>): void {
    claims.entry(entry);
    if (entry.apv !== undefined) {
      const amounts = amountsOf(entry.lines).map(([account, quantity]) => `${account}=${quantity}`);
      people.approval(entry, entry.apv, { act: 'handover', subject: [entry.hid, ...amounts].join(' ') });
    }
    const voucher = voucherOf(entry);
    vouchers.handOver(entry, voucher);
    redeemed += voucher === undefined ? 0 : 1;
    countUp(via, entry.via);
    countUp(collector, entry.collector);
    handovers.set(entry.seq, {
      day: shared(names, entry.day),
      operator: shared(names, entry.op),
      part: entry.part,
      ben: entry.ben,
      lines: digest(entry.lines),
      voucher,
      voidedBy: undefined,
    });
  }

  function reverse(entry: Read<'void'>): Handover | undefined {
    const { of, seq } = entry;
    const original = handovers.get(of);
    claims.entry(entry);
    people.approval(
      entry,
      { ...entry.apv, reason: entry.reason },
      { act: 'void', subject: String(of) },
      original === undefined ? [] : [original.operator],
    );
    if (original === undefined) {
      tell('void-of-nothing', seq, { of });
      return undefined;
    }
    const wholly =
      digest(entry.lines) === original.lines && entry.ben === original.ben && voucherOf(entry) === original.voucher;
    if (!wholly || entry.acts.some(([, , complete]) => complete === 1)) tell('void-differs', seq, { of });
    if (original.voidedBy !== undefined) {
      tell('void-twice', seq, { of, first: original.voidedBy });
      return undefined;
    }
    original.voidedBy = seq;
    return original;
  }

  return {
    handOver,
    /** The hand-over that is taken back, where there is one that stood until now. */
    reverse,
    find: (seq: number): Handover | undefined => handovers.get(seq),
    summary: () => ({
      handovers: handovers.size,
      byVoucher: redeemed,
      via: sortedTally(via),
      collectedBy: sortedTally(collector),
    }),
  };
}

function voucherOf({ acts }: Read<'handover' | 'void'>): string | undefined {
  return acts.find(([name]) => isVoucherName(name))?.[0];
}

/** One amount an account, ordered by account code. */
export function amountsOf(lines: readonly HandedLine[]): Amount[] {
  const sums: Tally = new Map();
  for (const [, , account, quantity] of lines) countUp(sums, account, quantity);
  return [...sortedTally(sums)];
}

/** Names a set of lines in whatever order: 12 characters are kept instead of the lines. */
function digest(lines: readonly HandedLine[]): string {
  const texts = lines.map((line) => JSON.stringify(line)).sort();
  return toBase64Url(sha256(utf8Bytes(texts.join('\n'))).subarray(0, 9));
}

/** The same text once in memory, however many entries bring it. */
function shared(names: Map<string, string>, name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  names.set(name, name);
  return name;
}
