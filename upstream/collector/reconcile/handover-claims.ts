import { isVoucherName } from '../../../shared/wire/voucher-name.ts';
import { placeOf, type HandoverFacts } from './entry-facts.ts';
import type { Claim } from '../../../shared/domain/reconcile/model.ts';

/** A hand-over as one claim for each entitlement it names, by entitlement. Vouchers are apart (voucher-acts.ts). */
export function claimsOf(facts: HandoverFacts): Map<string, Claim> {
  const { log, seq, day, op, ben } = facts;
  const ordinals = new Map(facts.acts.map(([entitlement, ordinal]) => [entitlement, ordinal]));
  const named = new Set([...ordinals.keys(), ...facts.lines.map(([entitlement]) => entitlement)]);
  const claim = (entitlement: string): Claim => ({
    log,
    seq,
    desk: placeOf(log).desk,
    day,
    operator: op,
    atMs: Date.parse(facts.at),
    household: ben,
    ordinal: ordinals.get(entitlement) ?? -1,
    lines: facts.lines.flatMap(([own, line, account, quantity]) =>
      own === entitlement ? [[line, account, quantity] as const] : [],
    ),
    reversedBy: null,
  });
  return new Map(
    [...named].filter((name) => !isVoucherName(name)).map((entitlement) => [entitlement, claim(entitlement)]),
  );
}
