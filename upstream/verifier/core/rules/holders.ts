import type { HolderProof } from '../../../../shared/domain/voucher.ts';
import type { Read, Tell } from './rule.ts';

type Checked = Read<'hold' | 'capture' | 'handover'>;

/** What holders of vouchers were asked. Answers count for the scan they were given after. */
export function createHolders({ tell }: { tell: Tell }) {
  /** `<hid> <voucher> <question>` of right answers. */
  const answered = new Set<string>();
  let right = 0;
  let wrong = 0;
  return {
    check({ hid, vch, by, matched }: Read<'holder_check'>): void {
      if (matched) {
        right += 1;
        answered.add(`${hid} ${vch} ${by}`);
      } else wrong += 1;
    },
    /** An entry that uses a voucher says how. Each question it calls answered must have been, and where a witness vouches one must have signed. */
    entry({ seq, hid, apv }: Checked, voucher: string, holder: readonly HolderProof[] | undefined): void {
      const isShown = (proof: HolderProof): boolean => {
        if (proof === 'roll') return true;
        return proof === 'witness' ? apv !== undefined : answered.has(`${hid} ${voucher} ${proof}`);
      };
      if (holder?.every(isShown) !== true) tell('holder-not-asked', seq, { voucher });
    },
    summary: () => ({ holdersRight: right, holdersWrong: wrong }),
  };
}
export type Holders = ReturnType<typeof createHolders>;
