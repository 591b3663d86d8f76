import { countUp, sortedTally, type Read, type Tally, type Tell } from './rule.ts';

type Paper = { readonly isReceipt: boolean; copies: number; print: string };

/** The sheets that entries order: receipts of hand-overs, slips of reversals and of what is done with vouchers, and copies of them. */
export function createPapers({ tell }: { tell: Tell }) {
  /** By the entry that ordered the original. */
  const papers = new Map<number, Paper>();
  /** Entries that ordered a copy. */
  const reprints = new Set<number>();
  const copyPrints: Tally = new Map();

  return {
    order: ({ seq, t }: Read): void => void papers.set(seq, { isReceipt: t === 'handover', copies: 0, print: 'none' }),
    print({ seq, of, state }: Read<'print'>): void {
      const paper = papers.get(of);
      if (paper !== undefined) paper.print = state;
      else if (reprints.has(of)) countUp(copyPrints, state);
      else tell('print-of-nothing', seq, { of });
    },
    reprint({ seq, of, copy }: Read<'reprint'>): void {
      const paper = papers.get(of);
      if (paper === undefined) return tell('reprint-of-nothing', seq, { of });
      paper.copies += 1;
      if (copy !== paper.copies) tell('copy-number', seq, { of, copy, next: paper.copies });
      reprints.add(seq);
    },
    summary() {
      const prints: Tally = new Map();
      for (const { isReceipt, print } of papers.values()) if (isReceipt) countUp(prints, print);
      return { receipts: sortedTally(prints), copies: reprints.size, copiesPrinted: sortedTally(copyPrints) };
    },
  };
}
