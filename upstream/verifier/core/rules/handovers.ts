import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64Url, utf8Bytes } from '../../../../shared/wire/bytes.ts';
import type { Amount, HandedLine } from '../../../../shared/wire/entry-types.ts';
import type { Claims } from './claims.ts';
import type { People } from './people.ts';
import { countUp, sortedTally, type Read, type Tally, type Tell } from './rule.ts';

/** What is kept of a hand-over to judge what later refers to it. The lines themselves come again in its reversal. */
export type Handover = {
  readonly day: string;
  readonly operator: string;
  readonly part: boolean;
  readonly ben: string;
  readonly lines: string;
  voidedBy: number | undefined;
  copies: number;
  print: string;
};

/** Hand-overs, their reversals, and the sheets printed for them. */
export function createHandovers({ tell, people, claims }: { tell: Tell; people: People; claims: Claims }) {
  const handovers = new Map<number, Handover>();
  /** Slips of reversals, with the number of their copies. */
  const slips = new Map<number, { copies: number }>();
  /** Sheets that were ordered by a reprint. */
  const reprints = new Set<number>();
  const names = new Map<string, string>();
  const via: Tally = new Map();
  const collector: Tally = new Map();
  const copyPrints: Tally = new Map();

  function handOver(entry: Read<'handover'>): void {
    claims.entry(entry);
    if (entry.apv !== undefined) {
      const amounts = amountsOf(entry.lines).map(([account, quantity]) => `${account}=${quantity}`);
      people.approval(entry, entry.apv, { act: 'handover', subject: [entry.hid, ...amounts].join(' ') });
    }
    countUp(via, entry.via);
    countUp(collector, entry.collector);
    handovers.set(entry.seq, {
      day: shared(names, entry.day),
      operator: shared(names, entry.op),
      part: entry.part,
      ben: entry.ben,
      lines: digest(entry.lines),
      voidedBy: undefined,
      copies: 0,
      print: 'none',
    });
  }

  function reverse(entry: Read<'void'>): Handover | undefined {
    const { of, seq } = entry;
    const original = handovers.get(of);
    slips.set(seq, { copies: 0 });
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
    const wholly = digest(entry.lines) === original.lines && entry.ben === original.ben;
    if (!wholly || entry.acts.some(([, , complete]) => complete === 1)) tell('void-differs', seq, { of });
    if (original.voidedBy !== undefined) {
      tell('void-twice', seq, { of, first: original.voidedBy });
      return undefined;
    }
    original.voidedBy = seq;
    return original;
  }

  function print(entry: Read<'print' | 'reprint'>): void {
    const { seq, of } = entry;
    const handover = handovers.get(of);
    if (entry.t === 'print') {
      if (handover !== undefined) handover.print = shared(names, entry.state);
      else if (reprints.has(of)) countUp(copyPrints, entry.state);
      else if (slips.has(of)) return;
      else tell('print-of-nothing', seq, { of });
      return;
    }
    const paper = handover ?? slips.get(of);
    if (paper === undefined) return tell('reprint-of-nothing', seq, { of });
    paper.copies += 1;
    if (entry.copy !== paper.copies) tell('copy-number', seq, { of, copy: entry.copy, next: paper.copies });
    reprints.add(seq);
  }

  return {
    handOver,
    /** The hand-over that is taken back, where there is one that stood until now. */
    reverse,
    print,
    find: (seq: number): Handover | undefined => handovers.get(seq),
    summary() {
      const prints: Tally = new Map();
      for (const { print: state } of handovers.values()) countUp(prints, state);
      return {
        handovers: handovers.size,
        via: sortedTally(via),
        collectedBy: sortedTally(collector),
        receipts: sortedTally(prints),
        copies: reprints.size,
        copiesPrinted: sortedTally(copyPrints),
      };
    },
  };
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
