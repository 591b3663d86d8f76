import type { HolderCheck } from '../../shared/domain/voucher.ts';
import type { Voucher } from './desk.types.ts';

/** Questions that the holder can still be asked here, in the order to ask. */
export function questionsLeft({ holder }: Voucher): HolderCheck[] {
  if (holder.witnessNeeded || holder.triesLeft <= 0) return [];
  return holder.needed.filter((check) => holder.possible.includes(check) && !holder.passed.includes(check));
}

/** What has to come before anything is done with a voucher: questions, a supervisor who vouches for its holder, or nothing. */
export function holderStep(voucher: Voucher | null): 'ask' | 'witness' | 'sure' {
  if (voucher === null) return 'sure';
  if (questionsLeft(voucher).length > 0) return 'ask';
  const { needed, passed, witnessNeeded } = voucher.holder;
  return witnessNeeded || needed.some((check) => !passed.includes(check)) ? 'witness' : 'sure';
}

/** True while the answer to a question must not stand on the screen. */
export function mustStayHidden(voucher: Voucher | null, check: HolderCheck): boolean {
  return voucher !== null && voucher.holder.needed.includes(check) && !voucher.holder.passed.includes(check);
}
