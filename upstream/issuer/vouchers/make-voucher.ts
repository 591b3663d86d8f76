import type { KeyObject } from 'node:crypto';
import { decimalOf } from '../../../shared/words/money.ts';
import type { Signer } from '../../../shared/wire/ed25519.ts';
import { issueVoucher, voucherId } from '../../../shared/wire/gv1.ts';
import { newVoucherCode } from '../../../shared/wire/voucher-code.ts';
import type { OpenG2pIssuer } from '../keys/voucher-keys.ts';
import { signRs256 } from './compact-jws.ts';
import type { VoucherOrder } from './order.ts';
import type { Register } from './register.ts';

/** A voucher that is made: what goes on paper and into the list. */
export type MadeVoucher = Readonly<{
  order: VoucherOrder;
  code: string;
  id: string;
  statusIndex: number;
  /** `GV1…` */
  gv1: string;
  /** The same voucher in OpenG2P's form. */
  jwt?: string;
}>;

export type MakingOptions = Readonly<{
  programme: string;
  cycle: string;
  signer: Signer;
  register: Register;
}>;

/** Draws a code that no voucher of the programme has yet. */
export function drawCode(programme: string, register: Register, random: (bytes: number) => Uint8Array): string {
  for (;;) {
    const code = newVoucherCode(random(8));
    if (register.find(voucherId(programme, code)) === undefined) return code;
  }
}

/**
 * Makes the `GV1` of a voucher that `issuer` calls `code`. Its id is reckoned from these two, so that a station counts every
 * form of one voucher as one: the `GV1`, OpenG2P's JWT with the same code, the code typed in.
 * @throws RangeError where it does not fit into a voucher.
 */
export function makeVoucher(
  order: VoucherOrder,
  { issuer, code }: Readonly<{ issuer: string; code: string }>,
  { programme, cycle, signer, register }: MakingOptions,
): MadeVoucher {
  const id = voucherId(issuer, code);
  const { index } = register.enter({ id, code, issuer });
  const { beneficiary, provider, items, cash, name } = order;
  const gv1 = issueVoucher(
    {
      programme,
      cycle,
      beneficiary,
      ...(provider === undefined ? {} : { provider }),
      id,
      validFromMs: wholeSecond(order.validFromMs),
      validUntilMs: wholeSecond(order.validUntilMs),
      items,
      ...(cash === undefined ? {} : { cash }),
      statusIndex: index,
      ...(name === undefined ? {} : { name }),
    },
    signer,
  );
  return { order, code, id, statusIndex: index, gv1 };
}

/** Why a voucher cannot be put into OpenG2P's form; undefined where it can. */
export function openG2pFault({ items, cash, provider }: VoucherOrder, { currency }: OpenG2pIssuer): string | undefined {
  if (cash === undefined || items.length > 0) return "OpenG2P's vouchers are for cash: leave the items out";
  if (cash.currency !== currency) return `OpenG2P's vouchers name no currency, and its key is for ${currency}`;
  return provider === undefined ? "OpenG2P's vouchers name their provider" : undefined;
}

/**
 * The claims as OpenG2P prints them: the ends of the validity as `iat` and `exp`, the amount as text of a Python float, no
 * currency. Take only what `openG2pFault` has nothing against.
 */
export function openG2pVoucher(
  { order, code }: MadeVoucher,
  issuer: OpenG2pIssuer,
  key: KeyObject,
  providerName: string | undefined,
): string {
  const { beneficiary, entitlement = beneficiary, provider, cash, name } = order;
  const claims = {
    iss: issuer.issuer,
    sub: entitlement,
    aud: provider,
    exp: wholeSecond(order.validUntilMs) / 1000,
    iat: wholeSecond(order.validFromMs) / 1000,
    amount: floatText(cash?.amountMinor ?? 0, issuer.currency),
    type: 'voucher',
    code,
    bName: name,
    spName: providerName,
  };
  return signRs256(issuer.kid, claims, key);
}

/** `5000.0`, `12.5`: as Python writes a float. */
function floatText(amountMinor: number, currency: string): string {
  const [whole = '', fraction = ''] = decimalOf(amountMinor, currency).split('.');
  return `${whole}.${fraction.replace(/0+$/, '') || '0'}`;
}

function wholeSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}
